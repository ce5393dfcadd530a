package io.zoetrope.query.graphql;

import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.videos.VideosTogether;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/** Reads what videos of one query have in them, of all videos at once: one question a kind. */
final class Loaders {
    static final String MOMENTS = "moments";
    static final String OBJECTS = "objects";
    static final String DIALOGUE = "dialogue";
    static final String TEXTS = "texts";

    /** What is wanted of one video. */
    record Of(String videoId, int limit) {}

    /** Reads a kind of several videos. */
    @FunctionalInterface
    private interface Reading<T> {
        Map<String, List<T>> of(List<String> videoIds, int limit) throws IOException;
    }

    private Loaders() {}

    /** For one query of one tenant. */
    static DataLoaderRegistry of(VideosTogether videos, String tenant, MediaLinks links) {
        DataLoaderRegistry loaders = new DataLoaderRegistry();
        loaders.register(
                MOMENTS, loader((v, n) -> videos.moments(tenant, v, n), m -> m.linked(links)));
        loaders.register(
                OBJECTS, loader((v, n) -> videos.objects(tenant, v, n), o -> o.linked(links)));
        loaders.register(DIALOGUE, loader((v, n) -> videos.dialogue(tenant, v, n), line -> line));
        loaders.register(TEXTS, loader((v, n) -> videos.texts(tenant, v, n), text -> text));
        return loaders;
    }

    private static <T> DataLoader<Of, List<Map<String, Object>>> loader(
            Reading<T> reading, Function<T, T> linked) {
        return DataLoaderFactory.newDataLoader(wanted -> together(wanted, reading, linked));
    }

    private static <T> CompletionStage<List<List<Map<String, Object>>>> together(
            List<Of> wanted, Reading<T> reading, Function<T, T> linked) {
        Map<Integer, List<String>> byLimit = new HashMap<>();
        wanted.forEach(
                of ->
                        byLimit.computeIfAbsent(of.limit(), n -> new ArrayList<>())
                                .add(of.videoId()));
        Map<Of, List<Map<String, Object>>> found = new HashMap<>();
        try {
            for (Map.Entry<Integer, List<String>> group : byLimit.entrySet()) {
                int limit = group.getKey();
                reading.of(group.getValue(), limit)
                        .forEach(
                                (video, items) ->
                                        found.put(
                                                new Of(video, limit),
                                                items.stream()
                                                        .map(linked)
                                                        .map(Values::of)
                                                        .toList()));
            }
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.completedFuture(
                wanted.stream().map(of -> found.getOrDefault(of, List.of())).toList());
    }
}
