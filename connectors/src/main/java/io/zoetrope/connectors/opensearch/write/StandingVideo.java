package io.zoetrope.connectors.opensearch.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.status.VideoStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * What a document of {@code videos} says that stands in the index.
 *
 * @param generation 0 if there is no document
 * @param searchableMs epoch milliseconds; 0 if it was never searchable
 */
record StandingVideo(long generation, long searchableMs) {
    static final StandingVideo NONE = new StandingVideo(0, 0);

    /** Fields that it is made of, for a source filter. */
    static final String FIELDS = VideoFields.GENERATION + "," + VideoFields.SEARCHABLE_AT;

    /**
     * @param source of the document; missing if there is none
     */
    static StandingVideo of(JsonNode source) {
        return new StandingVideo(
                source.path(VideoFields.GENERATION).asLong(0),
                time(source.path(VideoFields.SEARCHABLE_AT).asText()));
    }

    static StandingVideo of(VideoStatus status) {
        return new StandingVideo(status.generation(), status.searchableMs());
    }

    /** Since when the status's life is searchable; a time of another life says nothing. */
    long searchableMs(VideoStatus status, long orElseMs) {
        return searchableMs > 0 && generation == status.generation() ? searchableMs : orElseMs;
    }

    private static long time(String text) {
        try {
            return text.isEmpty() ? 0 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException notOurs) {
            return 0;
        }
    }
}
