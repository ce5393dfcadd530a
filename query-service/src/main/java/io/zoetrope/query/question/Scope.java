package io.zoetrope.query.question;

import java.util.List;

/**
 * What may be found.
 *
 * @param momentIds of moments only these; empty for any
 * @param videoIds only in these; empty for any
 * @param byVideo whether of each video only the best is wanted
 */
public record Scope(
        String tenant,
        SearchRequest.Filter filter,
        List<String> momentIds,
        List<String> videoIds,
        boolean byVideo) {
    public static Scope of(String tenant, SearchRequest.Filter filter) {
        return new Scope(tenant, filter, List.of(), List.of(), false);
    }

    /** Only these moments, and in these videos. */
    public Scope only(List<String> moments, List<String> videos) {
        return new Scope(tenant, filter, moments, videos, byVideo);
    }

    /** The best of each video. */
    public Scope bestOfEach() {
        return new Scope(tenant, filter, momentIds, videoIds, true);
    }
}
