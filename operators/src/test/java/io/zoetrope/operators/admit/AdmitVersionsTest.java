package io.zoetrope.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AdmitVersionsTest {
    private static final long WEEK_MS = TimeUnit.DAYS.toMillis(7);

    private final TestingVideos videos = new TestingVideos();
    private final TestingOperatorMetrics metrics = new TestingOperatorMetrics();

    @Test
    void remembersVersionsOverARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = harness()) {
            before.open();
            before.processElement(videos.probed("v1"), 0);
            assertThat(kinds(before.extractOutputValues())).containsExactly("OPENED v1");
            snapshot = before.snapshot(1, 0);
        }
        try (var after = harness()) {
            after.initializeState(snapshot);
            after.open();
            after.processElement(videos.probed("v1"), 0);
            assertThat(after.extractOutputValues()).isEmpty();
            after.processElement(videos.probed("v2"), 0);
            assertThat(kinds(after.extractOutputValues()))
                    .containsExactly("REMOVED v1", "OPENED v2");
        }
    }

    @Test
    void putsAsideAnEventWhoseVideoIsIndexedAndCannotBeOpenedAgain() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(videos.probed("mine", "v1"), 0);
            ProbeOutcome away = videos.unreachable("mine");
            harness.processElement(away, 0);

            assertThat(kinds(harness.extractOutputValues())).containsExactly("OPENED v1");
            assertThat(harness.getSideOutput(SideOutputs.DEAD_LETTERS))
                    .extracting(StreamRecord::getValue)
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.event())
                                        .usingRecursiveComparison()
                                        .isEqualTo(away.arrival().event());
                                assertThat(letter.video().videoId()).isEqualTo("mine");
                                assertThat(letter.problem()).isEqualTo(away.problem());
                                assertThat(letter.attempt()).isEqualTo(1);
                            });
        }
    }

    @Test
    void countsWhatWasOvertaken() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ProbeOutcome early = videos.probed("v1");
            harness.processElement(videos.probed("v2"), 0);
            harness.processElement(early, 0);

            assertThat(kinds(harness.extractOutputValues())).containsExactly("OPENED v2");
            assertThat(metrics.count(AdmitMetric.OVERTAKEN)).isEqualTo(1);
            assertThat(metrics.count(AdmitMetric.UNCHANGED)).isZero();
        }
    }

    @Test
    void forgetsARemovalAfterAWeek() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(videos.event().timestampMs());
            harness.processElement(videos.deleted(""), 0);
            assertThat(harness.numKeyedStateEntries())
                    .as("so that nothing revives it")
                    .isEqualTo(1);
            harness.setProcessingTime(videos.event().timestampMs() + WEEK_MS - 60_000);
            harness.processElement(videos.deleted(""), 0);
            harness.setProcessingTime(videos.event().timestampMs() + WEEK_MS);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void remembersAVideoForGood() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(videos.event().timestampMs());
            harness.processElement(videos.deleted(""), 0);
            harness.processElement(videos.probed("v1"), 0);
            harness.setProcessingTime(videos.event().timestampMs() + 3 * WEEK_MS);
            harness.processElement(videos.probed("v1"), 0);

            assertThat(kinds(harness.extractOutputValues())).containsExactly("OPENED v1");
        }
    }

    @Test
    void twoTenantsWithTheSameUriAreTwoVideos() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ProbeOutcome one = videos.probed("v1");
            harness.processElement(one, 0);
            ProbeOutcome other = videos.probed("v1");
            VideoRef video = other.arrival().video();
            VideoRef elsewhere =
                    new VideoRef(video.videoId(), "acme", "", video.uri(), video.version());
            harness.processElement(other.withArrival(other.arrival().withVideo(elsewhere)), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(VideoChange::videoKey)
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @Test
    void keepsUrisAndTenantsApart() throws Exception {
        ProbeOutcome one = videos.probed("v1");

        assertThat(AdmitVersions.KEY.getKey(one)).isEqualTo("default\n" + TestingVideos.URI);
    }

    private static List<String> kinds(List<VideoChange> controls) {
        return controls.stream()
                .map(control -> control.kind() + " " + control.arrival().video().version())
                .toList();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, ProbeOutcome, VideoChange> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AdmitVersions()),
                AdmitVersions.KEY,
                Types.STRING,
                metrics.environment());
    }
}
