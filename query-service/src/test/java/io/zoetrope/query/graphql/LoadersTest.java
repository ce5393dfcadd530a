package io.zoetrope.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.videos.VideosTogether;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.Test;

class LoadersTest {
    private static final Deadline AMPLE = Deadline.in(Duration.ofHours(1));
    private static final int BROKEN = 7;

    private final List<List<String>> asked = new ArrayList<>();

    /** One thing of each video, with its name; of {@link #BROKEN} things nothing can be read. */
    private DataLoader<Loaders.Of, List<Map<String, Object>>> loader(Deadline deadline) {
        Loaders.Reading<Map<String, Object>> reading =
                (videos, limit) -> {
                    asked.add(videos);
                    if (limit == BROKEN) {
                        throw new Unavailable("away", null);
                    }
                    return videos.stream()
                            .collect(Collectors.toMap(v -> v, v -> List.of(Map.of("of", v))));
                };
        return Loaders.loader(reading, Function.identity(), deadline);
    }

    @Test
    void moreVideosThanOneQuestionTakesAreSeveral() {
        DataLoader<Loaders.Of, List<Map<String, Object>>> loader = loader(AMPLE);
        int videos = 2 * VideosTogether.MOST_VIDEOS + 20;
        CompletableFuture<List<List<Map<String, Object>>>> all =
                loader.loadMany(
                        IntStream.range(0, videos)
                                .mapToObj(i -> new Loaders.Of("v" + i, 5))
                                .toList());
        assertThat(loader.dispatch()).isDone();
        assertThat(asked).extracting(List::size).containsExactly(50, 50, 20);
        for (int i = 0; i < videos; i++) {
            assertThat(all.join().get(i)).isEqualTo(List.of(Map.of("of", "v" + i)));
        }
    }

    @Test
    void aQuestionThatFailsLeavesTheOthers() {
        DataLoader<Loaders.Of, List<Map<String, Object>>> loader = loader(AMPLE);
        CompletableFuture<?> whole = loader.load(new Loaders.Of("v", 1));
        CompletableFuture<?> broken = loader.load(new Loaders.Of("v", BROKEN));
        assertThat(loader.dispatch()).isDone();
        assertThat(whole.join()).isEqualTo(List.of(Map.of("of", "v")));
        assertThatThrownBy(broken::join).hasCauseInstanceOf(Unavailable.class);
    }

    @Test
    void nothingIsBegunWhenTimeIsOver() {
        DataLoader<Loaders.Of, List<Map<String, Object>>> loader =
                loader(Deadline.in(Duration.ofNanos(-1)));
        CompletableFuture<?> late = loader.load(new Loaders.Of("v", 1));
        assertThat(loader.dispatch()).isDone();
        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.code()).isEqualTo("too_slow"));
        assertThat(asked).isEmpty();
    }
}
