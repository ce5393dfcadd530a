package io.zoetrope.models.runtime;

/**
 * How sure a model is of a class.
 *
 * @param score as the graph gives it, mostly in [0,1]
 */
public record LabelScore(String label, float score) {}
