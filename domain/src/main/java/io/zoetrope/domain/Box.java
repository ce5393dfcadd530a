package io.zoetrope.domain;

/** A rectangle in [0,1] of the displayed frame; {@code x0 <= x1}, {@code y0 <= y1}. */
public record Box(float x0, float y0, float x1, float y1) {}
