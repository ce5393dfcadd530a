package io.zoetrope.operators.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingOperatorMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ParseArrivalsTest {
    private static final long NOW_MS = 1_772_409_599_000L;
    private static final byte[] GOOD = "{\"uri\":\"file:///a.mp4\"}".getBytes(UTF_8);

    private final TestingOperatorMetrics metrics = new TestingOperatorMetrics();

    @Test
    void aRegistrysFramingIsADeadLetter() throws Exception {
        byte[] framed = new byte[GOOD.length + 5];
        framed[4] = 42;
        System.arraycopy(GOOD, 0, framed, 5, GOOD.length);
        try (var harness = harness(new ParseArrivals())) {
            harness.processElement(event(1, Map.of(), framed), 0);
            harness.processElement(event(2, Map.of(), GOOD), 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(letters(harness))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.event().value()).isEqualTo(framed);
                                assertThat(letter.problem().detail()).contains("schema id 42");
                                assertThat(letter.atMs()).isEqualTo(NOW_MS);
                            });
        }
    }

    /** A null value of a header is nothing that the source hands on: it stands for any defect. */
    @Test
    void aDefectOfTheParserIsADeadLetterToo() throws Exception {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", null);
        try (var harness = harness(new ParseArrivals())) {
            harness.processElement(event(1, headers, GOOD), 0);
            harness.processElement(event(2, Map.of(), GOOD), 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(letters(harness))
                    .singleElement()
                    .extracting(letter -> letter.problem().reason())
                    .isEqualTo("unreadable_event");
            assertThat(metrics.count(ParseMetric.UNEXPECTED)).isEqualTo(1);
        }
    }

    @Test
    void aForbiddenSourceIsAVideoThatNobodyOpens() throws Exception {
        try (var harness =
                harness(new ParseArrivals(TenantPrefixes.of(List.of("acme=s3a://acme"))))) {
            harness.processElement(event(1, Map.of(), GOOD), 0);
            Map<String, String> removal =
                    Map.of("ce_specversion", "1.0", "ce_type", "zoetrope.video.deleted.v1");
            harness.processElement(event(2, removal, GOOD), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(SideOutputs.REFUSED))
                    .extracting(StreamRecord::getValue)
                    .singleElement()
                    .satisfies(
                            refused -> {
                                assertThat(refused.problem().reason())
                                        .isEqualTo("forbidden_source");
                                assertThat(refused.arrival().video().uri())
                                        .isEqualTo("file:///a.mp4");
                                assertThat(refused.arrival().video().videoId()).isNotEmpty();
                                assertThat(refused.arrival().event().offset()).isEqualTo(1);
                            });
            assertThat(letters(harness))
                    .as("its removal is of nothing that could be listed")
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.problem().reason()).isEqualTo("forbidden_source");
                                assertThat(letter.event().offset()).isEqualTo(2);
                            });
        }
    }

    @Test
    void aTimestampThatIsFarAheadIsNotBelieved() throws Exception {
        try (var harness = harness(new ParseArrivals())) {
            for (long timestampMs : new long[] {Long.MAX_VALUE, -1, NOW_MS}) {
                harness.processElement(
                        RawEvent.of(GOOD, timestampMs).at("t", 0, timestampMs & 7), 0);
            }

            assertThat(harness.extractOutputValues())
                    .extracting(arrival -> arrival.event().timestampMs())
                    .containsExactly(NOW_MS + TimeUnit.HOURS.toMillis(1), 0L, NOW_MS);
        }
    }

    @Test
    void tellsATopicThatWasMadeAnewOverARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = harness(new ParseArrivals())) {
            before.processElement(event(500, Map.of(), GOOD), 0);
            assertThat(incarnations(before)).containsExactly(0);
            snapshot = before.snapshot(1, 0);
        }
        try (var after = closed(new ParseArrivals())) {
            after.initializeState(snapshot);
            after.open();
            after.processElement(event(501, Map.of(), GOOD), 0);
            after.processElement(event(0, Map.of(), GOOD), 0);
            after.processElement(event(1, Map.of(), GOOD), 0);
            assertThat(incarnations(after)).containsExactly(0, 1, 1);
            assertThat(metrics.count(ParseMetric.RESTARTED)).isEqualTo(1);
        }
    }

    private static List<Integer> incarnations(
            OneInputStreamOperatorTestHarness<RawEvent, VideoArrival> harness) {
        return harness.extractOutputValues().stream().map(VideoArrival::incarnation).toList();
    }

    private static List<DeadLetter> letters(
            OneInputStreamOperatorTestHarness<RawEvent, VideoArrival> harness) {
        return harness.getSideOutput(SideOutputs.DEAD_LETTERS).stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    private static RawEvent event(long offset, Map<String, String> headers, byte[] value) {
        return RawEvent.of(value, NOW_MS).at("video.arrivals", 0, offset).withHeaders(headers);
    }

    private OneInputStreamOperatorTestHarness<RawEvent, VideoArrival> harness(ParseArrivals parse)
            throws Exception {
        var harness = closed(parse);
        harness.open();
        return harness;
    }

    private OneInputStreamOperatorTestHarness<RawEvent, VideoArrival> closed(ParseArrivals parse)
            throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(parse), metrics.environment());
        harness.setProcessingTime(NOW_MS);
        return harness;
    }
}
