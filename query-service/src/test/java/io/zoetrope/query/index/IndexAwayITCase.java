package io.zoetrope.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.index.TestingRelay.State;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real index that goes away, or falls silent, under a service that stays. */
@Timeout(180)
class IndexAwayITCase {
    private static final String SEARCH =
            "{\"query\": {\"text\": \"red\"}, \"modalities\": [\"visual\"]}";

    /** More than the breaker needs to leave the index alone. */
    private static final int MANY = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir Path folder;

    @BeforeEach
    void fill() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.moment("default", "clip", 0, "red").flush();
        Path picture = folder.resolve(Thumbnail.pathOf("clip", 1_000_000));
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, "picture");
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "SILENT"})
    void whenItIsBackSearchesAreAnsweredAgain(State gone) throws IOException {
        try (TestingRelay relay = new TestingRelay(TestingServers.openSearch().uri(), State.THERE);
                TestingService service = start(relay)) {
            assertFinds(service);
            relay.become(gone);
            List<Answer> answers =
                    IntStream.range(0, MANY)
                            .parallel()
                            .mapToObj(i -> service.post("/v1/search", SEARCH))
                            .toList();
            for (Answer answer : answers) {
                assertThat(answer.status()).as(answer.json().toString()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).matches("\\d+");
            }
            assertThat(leftAlone(service)).isEqualTo(1);
            assertThat(service.get("/").status()).isEqualTo(200);
            assertThat(service.get("/healthz").status()).isEqualTo(200);
            assertThat(service.get("/v1/videos/clip/thumbnail?ms=1000").status()).isEqualTo(200);
            until(service, "/readyz", 503);

            relay.become(State.THERE);
            assertFinds(service);
            until(service, "/readyz", 200);
            assertThat(leftAlone(service)).isZero();
        }
    }

    @Test
    void aServiceThatStartsBeforeItsIndexFindsOnceThatIsThere() throws IOException {
        try (TestingRelay relay = new TestingRelay(TestingServers.openSearch().uri(), State.AWAY);
                TestingService service = start(relay)) {
            assertThat(service.post("/v1/search", SEARCH).status()).isEqualTo(503);
            relay.become(State.THERE);
            assertFinds(service);
        }
    }

    private TestingService start(TestingRelay relay) throws IOException {
        return TestingService.start(
                Map.of(
                        QueryOption.OPENSEARCH,
                        relay.uri(),
                        QueryOption.KAFKA,
                        TestingServers.kafka().bootstrapServers(),
                        QueryOption.OBJECT_STORE,
                        folder.toUri().toString()));
    }

    /** Nobody does anything for it but to ask again. */
    private static void assertFinds(TestingService service) {
        Answer answer = service.post("/v1/search", SEARCH);
        for (long end = System.nanoTime() + PATIENCE.toNanos();
                answer.status() != 200 && System.nanoTime() < end;
                answer = service.post("/v1/search", SEARCH)) {
            LockSupport.parkNanos(BREATH_NANOS);
        }
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().at("/moments/0/video_id").asText()).isEqualTo("clip");
    }

    private static void until(TestingService service, String path, int status) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (service.get(path).status() != status) {
            assertThat(System.nanoTime()).as(path).isLessThan(end);
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private static double leftAlone(TestingService service) {
        return new String(service.get("/metrics").http().body(), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> l.startsWith("zoetrope_query_source_open{source=\"visual\"}"))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
