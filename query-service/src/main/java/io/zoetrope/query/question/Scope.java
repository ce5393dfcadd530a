package io.zoetrope.query.question;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What may be found.
 *
 * @param momentIds of moments only these; empty for any
 * @param videoIds only in these; empty for any
 * @param stretches only what has some time in common with one of these; empty for anything
 * @param passedOver videos in which nothing is to be found
 * @param described the videos whose metadata are as the filter wants them; empty if it asks for
 *     none, or they are not known
 * @param byVideo whether of each video only the best is wanted
 * @param placesOnly whether of what is found no more is read than where it lies, and what tells how
 *     likely it is
 */
public record Scope(
        String tenant,
        SearchRequest.Filter filter,
        List<String> momentIds,
        List<String> videoIds,
        List<Stretch> stretches,
        List<String> passedOver,
        Optional<List<String>> described,
        boolean byVideo,
        boolean placesOnly) {
    /**
     * @param endMs excluded
     */
    public record Stretch(String videoId, long startMs, long endMs) {}

    public static Scope of(String tenant, SearchRequest.Filter filter) {
        return new Scope(
                tenant,
                filter,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    /** Only these moments, and in these videos. */
    public Scope only(List<String> moments, List<String> videos) {
        return new Scope(
                tenant,
                filter,
                moments,
                videos,
                stretches,
                passedOver,
                described,
                byVideo,
                placesOnly);
    }

    /** Any moments there. */
    public Scope ofAnyMoment() {
        return only(List.of(), videoIds);
    }

    /** Only what overlaps one of these. */
    public Scope at(List<Stretch> places) {
        return new Scope(
                tenant,
                filter,
                momentIds,
                videoIds,
                places,
                passedOver,
                described,
                byVideo,
                placesOnly);
    }

    /** Not in these videos either. */
    public Scope passingOver(Collection<String> videos) {
        List<String> all = new ArrayList<>(passedOver);
        all.addAll(videos);
        return new Scope(
                tenant,
                filter,
                momentIds,
                videoIds,
                stretches,
                all,
                described,
                byVideo,
                placesOnly);
    }

    /** Things that know no metadata of their video are found in these. */
    public Scope in(List<String> describedVideos) {
        return new Scope(
                tenant,
                filter,
                momentIds,
                videoIds,
                stretches,
                passedOver,
                Optional.of(describedVideos),
                byVideo,
                placesOnly);
    }

    /** All of the tenant's: what must not be there is unwanted whatever a filter says. */
    public Scope unfiltered() {
        return of(tenant, SearchRequest.Filter.NONE);
    }

    /** The best of each video. */
    public Scope bestOfEach() {
        return byVideo(true);
    }

    /** All that there is in these videos. */
    public Scope allOf(List<String> videos) {
        return only(momentIds, videos).byVideo(false);
    }

    /** Of many things that are not shown. */
    public Scope readingPlaces() {
        return new Scope(
                tenant,
                filter,
                momentIds,
                videoIds,
                stretches,
                passedOver,
                described,
                byVideo,
                true);
    }

    private Scope byVideo(boolean best) {
        return new Scope(
                tenant,
                filter,
                momentIds,
                videoIds,
                stretches,
                passedOver,
                described,
                best,
                placesOnly);
    }
}
