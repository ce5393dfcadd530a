package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zoetrope.query.media.Subtitles.Track;
import io.zoetrope.query.media.WebVtt;
import io.zoetrope.query.videos.findings.LineView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpokenLinesTest {
    private static LineView line(long startMs, String text, String language, String source) {
        return new LineView("l", startMs, startMs + 500, text, language, null, source);
    }

    @Test
    void thereIsATrackForEachLanguageOfCaptionsAndOfSpeech() {
        Map<Track, List<WebVtt.Cue>> tracks =
                SpokenLines.tracks(
                        List.of(
                                line(0, "heard", "en", "speech"),
                                line(100, "written", "en", "embedded"),
                                line(200, "geschrieben", "de", "sidecar"),
                                line(300, "again", "en", "embedded"),
                                line(400, "unknown", null, "speech"),
                                line(500, "nonsense", "\"x\n", "speech")));
        assertThat(tracks.keySet())
                .containsExactly(
                        new Track("en", "English", "en", false),
                        new Track("de", "German", "de", false),
                        new Track("en-speech", "English (recognised)", "en", true),
                        new Track("und-speech", "Dialogue (recognised)", "", true));
        List<List<String>> texts = new ArrayList<>();
        tracks.values().forEach(cues -> texts.add(cues.stream().map(WebVtt.Cue::text).toList()));
        assertThat(texts)
                .containsExactly(
                        List.of("written", "again"),
                        List.of("geschrieben"),
                        List.of("heard"),
                        List.of("unknown", "nonsense"));
    }

    /** Has a page for each language, and counts who reads. */
    private static final class TestingLines implements SpokenLines.Indexed {
        final AtomicInteger pages = new AtomicInteger();

        @Override
        public long durationMs(String tenant, String videoId) {
            return 10_000;
        }

        @Override
        public VideoIndex.Listed<LineView> page(String tenant, String videoId, ArrayNode after) {
            pages.incrementAndGet();
            int number = after == null ? 0 : after.get(0).asInt();
            ArrayNode next =
                    number < 2 ? JsonNodeFactory.instance.arrayNode().add(number + 1) : null;
            String language = List.of("en", "de", "fr").get(number);
            return new VideoIndex.Listed<>(List.of(line(number, "x", language, "embedded")), next);
        }
    }

    @Test
    void aListOfTracksDoesNotWaitForAllLinesAndATrackDoes() throws Exception {
        TestingLines index = new TestingLines();
        SpokenLines lines = new SpokenLines(index, Duration.ZERO);
        String id = "0123456789abcdef01234567";
        assertThat(lines.of("t", id)).extracting(Track::id).containsExactly("en");
        assertThat(index.pages.get()).isEqualTo(1);
        assertThat(lines.text("t", id, "fr")).isPresent();
        assertThat(index.pages.get()).isEqualTo(4);
        assertThat(lines.of("t", id)).extracting(Track::id).containsExactly("en", "de", "fr");
        assertThat(index.pages.get()).isEqualTo(4);
    }

    /** A playlist asks for the names while a track of many lines is read. */
    @Test
    void aListOfTracksDoesNotWaitForSomebodyWhoReadsAllLines() throws Exception {
        TestingLines index = new TestingLines();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SpokenLines lines =
                new SpokenLines(
                        new SpokenLines.Indexed() {
                            @Override
                            public long durationMs(String tenant, String videoId) {
                                return index.durationMs(tenant, videoId);
                            }

                            @Override
                            public VideoIndex.Listed<LineView> page(
                                    String tenant, String videoId, ArrayNode after) {
                                if (after != null) {
                                    reading.countDown();
                                    await(goOn);
                                }
                                return index.page(tenant, videoId, after);
                            }
                        },
                        Duration.ZERO);
        String id = "0123456789abcdef01234567";
        CompletableFuture<Boolean> track =
                CompletableFuture.supplyAsync(() -> isThere(lines, id, "fr"));
        await(reading);
        List<Track> named =
                CompletableFuture.supplyAsync(() -> tracks(lines, id)).get(10, TimeUnit.SECONDS);
        assertThat(named).extracting(Track::id).containsExactly("en");
        goOn.countDown();
        assertThat(track.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines.of("t", id)).extracting(Track::id).containsExactly("en", "de", "fr");
    }

    private static List<Track> tracks(SpokenLines lines, String id) {
        try {
            return lines.of("t", id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isThere(SpokenLines lines, String id, String track) {
        try {
            return lines.text("t", id, track).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thereAreNotTooMany() {
        List<LineView> lines = new ArrayList<>();
        for (char c = 'a'; c <= 'z'; c++) {
            lines.add(line(c, "x", "a" + c, "embedded"));
        }
        assertThat(SpokenLines.tracks(lines)).hasSize(16);
    }
}
