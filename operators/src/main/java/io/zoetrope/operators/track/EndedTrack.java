package io.zoetrope.operators.track;

import io.zoetrope.domain.finding.ObjectTrack;

/**
 * A track of which nothing more comes.
 *
 * @param picture path of the stored picture of its best sighting; empty if none has one
 */
record EndedTrack(ObjectTrack track, String picture) {}
