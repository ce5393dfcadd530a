package io.zoetrope.testing.tracks;

/**
 * Somebody who is before the camera.
 *
 * @param row the box, in pixels
 * @param z how far away, metres
 * @param visible share of the box that nothing hides, in [0,1]
 */
record ShownPerson(MadePerson person, MotRow row, double z, double visible) {}
