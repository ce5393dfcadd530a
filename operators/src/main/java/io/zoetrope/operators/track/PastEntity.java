package io.zoetrope.operators.track;

import io.zoetrope.domain.Vector;

/**
 * An object of the video that may be seen again. Held in state: components may be added, none moved
 * or taken away.
 *
 * @param id of the first track that showed it
 * @param label its class
 * @param look mean appearance of its sightings, normalised
 * @param sightings that it is the mean of
 * @param lastUs when it was seen last, media time
 */
public record PastEntity(String id, String label, Vector look, int sightings, long lastUs) {
    public PastEntity {
        id = id == null ? "" : id;
        label = label == null ? "" : label;
        look = look == null ? new Vector(null) : look;
    }
}
