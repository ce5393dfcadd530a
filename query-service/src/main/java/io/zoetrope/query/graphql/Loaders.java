package io.zoetrope.query.graphql;

import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.videos.VideosTogether;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.Try;

/** Reads what videos of one query have in them, of up to 50 videos at once: one question a kind. */
final class Loaders {
    static final String MOMENTS = "moments";
    static final String OBJECTS = "objects";
    static final String DIALOGUE = "dialogue";
    static final String TEXTS = "texts";

    /** What is wanted of one video. */
    record Of(String videoId, int limit) {}

    /** What overlaps stretches of videos, each with its own first items. */
    static final String OBJECTS_IN = "objects-in";

    static final String DIALOGUE_IN = "dialogue-in";

    /** Reads a kind of several stretches. */
    @FunctionalInterface
    interface Overlapping<T> {
        /**
         * @param stretches at most {@link VideosTogether#MOST_VIDEOS}
         */
        Map<VideosTogether.Stretch, List<T>> of(List<VideosTogether.Stretch> stretches)
                throws IOException;
    }

    /** Reads a kind of several videos. */
    @FunctionalInterface
    interface Reading<T> {
        /**
         * @param videoIds at most {@link VideosTogether#MOST_VIDEOS}
         */
        Map<String, List<T>> of(List<String> videoIds, int limit) throws IOException;
    }

    private Loaders() {}

    /** For one query of one tenant. */
    static DataLoaderRegistry of(
            VideosTogether videos, String tenant, MediaLinks links, Deadline deadline) {
        DataLoaderRegistry loaders = new DataLoaderRegistry();
        loaders.register(
                MOMENTS,
                loader((v, n) -> videos.moments(tenant, v, n), m -> m.linked(links), deadline));
        loaders.register(
                OBJECTS,
                loader((v, n) -> videos.objects(tenant, v, n), o -> o.linked(links), deadline));
        loaders.register(
                DIALOGUE, loader((v, n) -> videos.dialogue(tenant, v, n), line -> line, deadline));
        loaders.register(
                TEXTS, loader((v, n) -> videos.texts(tenant, v, n), text -> text, deadline));
        loaders.register(
                OBJECTS_IN,
                within(all -> videos.objectsIn(tenant, all), o -> o.linked(links), deadline));
        loaders.register(
                DIALOGUE_IN, within(all -> videos.dialogueIn(tenant, all), line -> line, deadline));
        return loaders;
    }

    private static <T> DataLoader<VideosTogether.Stretch, List<Map<String, Object>>> within(
            Overlapping<T> reading, Function<T, T> linked, Deadline deadline) {
        BatchLoader<VideosTogether.Stretch, Try<List<Map<String, Object>>>> batches =
                wanted -> {
                    Try<Map<VideosTogether.Stretch, List<T>>> found =
                            Try.tryCall(
                                    () -> {
                                        deadline.check();
                                        return reading.of(wanted);
                                    });
                    return CompletableFuture.completedFuture(
                            wanted.stream()
                                    .map(one -> found.map(all -> values(all.get(one), linked)))
                                    .toList());
                };
        return DataLoaderFactory.newDataLoaderWithTry(batches, batch());
    }

    private static DataLoaderOptions batch() {
        return DataLoaderOptions.newOptions().setMaxBatchSize(VideosTogether.MOST_VIDEOS).build();
    }

    static <T> DataLoader<Of, List<Map<String, Object>>> loader(
            Reading<T> reading, Function<T, T> linked, Deadline deadline) {
        BatchLoader<Of, Try<List<Map<String, Object>>>> batches =
                wanted ->
                        CompletableFuture.completedFuture(
                                together(wanted, reading, linked, deadline));
        return DataLoaderFactory.newDataLoaderWithTry(batches, batch());
    }

    /** In the order of what is wanted; those that one question was for fail together. */
    private static <T> List<Try<List<Map<String, Object>>>> together(
            List<Of> wanted, Reading<T> reading, Function<T, T> linked, Deadline deadline) {
        Map<Integer, List<String>> byLimit = new HashMap<>();
        wanted.forEach(
                of ->
                        byLimit.computeIfAbsent(of.limit(), n -> new ArrayList<>())
                                .add(of.videoId()));
        Map<Integer, Try<Map<String, List<T>>>> found = new HashMap<>();
        byLimit.forEach(
                (limit, videoIds) ->
                        found.put(
                                limit,
                                Try.tryCall(
                                        () -> {
                                            deadline.check();
                                            return reading.of(videoIds, limit);
                                        })));
        return wanted.stream()
                .map(
                        of ->
                                found.get(of.limit())
                                        .map(
                                                items ->
                                                        values(
                                                                items.getOrDefault(
                                                                        of.videoId(), List.of()),
                                                                linked)))
                .toList();
    }

    private static <T> List<Map<String, Object>> values(List<T> items, Function<T, T> linked) {
        return items.stream().map(linked).map(Values::of).toList();
    }
}
