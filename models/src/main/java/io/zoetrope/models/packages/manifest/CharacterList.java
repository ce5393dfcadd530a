package io.zoetrope.models.packages.manifest;

/**
 * The characters that a text recogniser writes. Index 0 of its output is the blank between two
 * characters, the first line of the file is index 1.
 *
 * @param file one character a line, UTF-8
 * @param space whether a space follows after the last line
 * @param spaceThreshold a space stands between two characters if it was at least so likely at any
 *     step between them, [0,1]; at 1 only if it was the likeliest
 */
public record CharacterList(String file, boolean space, float spaceThreshold) {}
