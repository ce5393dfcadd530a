package io.zoetrope.models.text;

import io.zoetrope.domain.Box;

/**
 * What is written in one line.
 *
 * @param text not empty
 * @param confidence mean over its characters, [0,1]
 * @param box upright bounds in [0,1] of the picture
 */
public record TextLine(String text, float confidence, Box box) {}
