package io.zoetrope.domain;

/**
 * One object seen in one frame.
 *
 * @param label class name from the detector's label list
 * @param score in [0,1]
 * @param appearance normalised vector by which the object is recognised again; empty if the
 *     detector gives none
 */
public record Detection(String label, float score, Box box, Vector appearance) {}
