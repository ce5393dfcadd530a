package io.zoetrope.query.question;

import java.util.List;
import java.util.Optional;

/**
 * What may be found.
 *
 * @param momentIds of moments only these; empty for any
 * @param videoIds only in these; empty for any
 * @param described the videos whose metadata are as the filter wants them; empty if it asks for
 *     none, or they are not known
 * @param byVideo whether of each video only the best is wanted
 */
public record Scope(
        String tenant,
        SearchRequest.Filter filter,
        List<String> momentIds,
        List<String> videoIds,
        Optional<List<String>> described,
        boolean byVideo) {
    public static Scope of(String tenant, SearchRequest.Filter filter) {
        return new Scope(tenant, filter, List.of(), List.of(), Optional.empty(), false);
    }

    /** Only these moments, and in these videos. */
    public Scope only(List<String> moments, List<String> videos) {
        return new Scope(tenant, filter, moments, videos, described, byVideo);
    }

    /** Things that know no metadata of their video are found in these. */
    public Scope in(List<String> describedVideos) {
        return new Scope(
                tenant, filter, momentIds, videoIds, Optional.of(describedVideos), byVideo);
    }

    /** Whatever the filter says: what must not be there is unwanted wherever it stands. */
    public Scope unfiltered() {
        SearchRequest.Filter none = SearchRequest.Filter.NONE;
        return new Scope(tenant, none, momentIds, videoIds, Optional.empty(), byVideo);
    }

    /** The best of each video. */
    public Scope bestOfEach() {
        return new Scope(tenant, filter, momentIds, videoIds, described, true);
    }
}
