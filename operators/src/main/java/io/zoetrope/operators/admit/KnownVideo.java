package io.zoetrope.operators.admit;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;

/**
 * What is remembered of one uri. Held in state: components may be added, none moved or taken away.
 *
 * @param current the video that stands in the indexes, indexed or failed; null if none does
 * @param failed whether {@code current} was turned down before its segments were planned
 * @param description as last admitted
 * @param limits as last admitted
 * @param order of the last event that counted
 * @param attempt of that event
 * @param generation last one given out for this uri
 * @param idGiven whether an event chose the id of {@code current}
 * @param became how {@code current} ended; null until that is reported
 */
public record KnownVideo(
        VideoRef current,
        boolean failed,
        VideoDescription description,
        IndexingLimits limits,
        EventOrder order,
        int attempt,
        long generation,
        boolean idGiven,
        IndexingState became) {

    /** Nothing stands at the uri; what came before this removal must not bring it back. */
    static KnownVideo gone(VideoArrival removal, EventOrder order, long generation) {
        return new KnownVideo(
                null, false, null, null, order, removal.attempt(), generation, false, null);
    }

    /** As a change leaves it. */
    static KnownVideo of(VideoChange change, EventOrder order, boolean idGiven) {
        VideoArrival arrival = change.arrival();
        return new KnownVideo(
                arrival.video(),
                change.kind() == VideoChange.Kind.FAILED,
                arrival.description(),
                arrival.limits(),
                order,
                arrival.attempt(),
                change.generation(),
                idGiven,
                null);
    }

    boolean isGone() {
        return current == null;
    }

    /** Whether it came to an end before all of it was indexed. */
    boolean isUnfinished() {
        return failed || became == IndexingState.FAILED || became == IndexingState.PARTIAL;
    }

    KnownVideo withOrder(EventOrder newer) {
        return new KnownVideo(
                current, failed, description, limits, newer, attempt, generation, idGiven, became);
    }

    KnownVideo concluded(IndexingState state) {
        return new KnownVideo(
                current, failed, description, limits, order, attempt, generation, idGiven, state);
    }
}
