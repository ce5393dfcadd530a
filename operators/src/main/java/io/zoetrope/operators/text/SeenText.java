package io.zoetrope.operators.text;

import io.zoetrope.domain.Box;

/**
 * What was read in one block of one frame.
 *
 * @param confidence [0,1]
 * @param box in [0,1] of the displayed frame
 */
public record SeenText(String text, float confidence, Box box) {}
