package io.zoetrope.operators.admit;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;

/**
 * What is remembered of one uri. Held in state: components may be added, none moved or taken away.
 *
 * @param current the video that stands in the indexes, indexed or failed; null where none does
 * @param failed whether {@code current} was turned down before its segments were planned
 * @param description as last admitted
 * @param limits as last admitted
 * @param order of the last event that counted
 * @param attempt of that event
 * @param generation last one given out for this uri
 * @param idGiven whether an event chose the id of {@code current}
 */
public record KnownVideo(
        VideoRef current,
        boolean failed,
        VideoDescription description,
        IndexingLimits limits,
        EventOrder order,
        int attempt,
        long generation,
        boolean idGiven) {}
