package io.zoetrope.operators.track.path;

import io.zoetrope.domain.finding.ObjectTrack;

/**
 * A track of which nothing more comes.
 *
 * @param picture path of the stored picture of its best sighting; empty if none has one
 */
public record EndedTrack(ObjectTrack track, String picture) {}
