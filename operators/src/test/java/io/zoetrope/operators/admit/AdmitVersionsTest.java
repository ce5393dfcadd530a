package io.zoetrope.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
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
            before.processElement1(videos.probed("v1"), 0);
            assertThat(kinds(before.extractOutputValues())).containsExactly("OPENED v1");
            snapshot = before.snapshot(1, 0);
        }
        try (var after = harness()) {
            after.initializeState(snapshot);
            after.open();
            after.processElement1(videos.probed("v1"), 0);
            assertThat(after.extractOutputValues()).isEmpty();
            after.processElement1(videos.probed("v2"), 0);
            assertThat(kinds(after.extractOutputValues()))
                    .containsExactly("REMOVED v1", "OPENED v2");
        }
    }

    @Test
    void whatEndedPartialOrFailedIsDoneAgainIfItIsSentAgain() throws Exception {
        for (IndexingState state : List.of(IndexingState.PARTIAL, IndexingState.FAILED)) {
            OperatorSubtaskState snapshot;
            VideoChange opened;
            try (var before = harness()) {
                before.open();
                before.processElement1(videos.probed("v1"), 0);
                opened = before.extractOutputValues().get(0);
                before.processElement1(videos.probed("v1"), 0);
                before.processElement2(concluded(opened, state), 0);
                assertThat(before.extractOutputValues()).as("it is no wish").hasSize(1);
                snapshot = before.snapshot(1, 0);
            }
            try (var after = harness()) {
                after.initializeState(snapshot);
                after.open();
                after.processElement1(videos.probed("v1"), 0);
                after.processElement1(videos.probed("v1"), 0);
                assertThat(kinds(after.extractOutputValues())).containsExactly("OPENED v1");
                // The topic may be read again.
                after.processElement2(concluded(opened, state), 0);
                after.processElement1(videos.probed("v1"), 0);
                assertThat(after.extractOutputValues()).hasSize(1);

                VideoChange second = after.extractOutputValues().get(0);
                after.processElement2(concluded(second, IndexingState.READY), 0);
                after.processElement1(videos.probed("v1"), 0);
                assertThat(after.extractOutputValues()).hasSize(1);
            }
        }
        assertThat(metrics.count(AdmitMetric.CONCLUDED)).as("of the last start").isEqualTo(1);
    }

    /** The word of its end is still on its way when it is sent again. */
    @Test
    void whatIsSentAgainJustAfterItsEndIsDoneAgain() throws Exception {
        OperatorSubtaskState snapshot;
        VideoChange opened;
        try (var before = harness()) {
            before.open();
            before.setProcessingTime(1_000);
            before.processElement1(videos.probed("v1"), 0);
            opened = before.extractOutputValues().get(0);
            before.setProcessingTime(5_000);
            before.processElement1(videos.probed("v1"), 0);
            snapshot = before.snapshot(1, 0);
        }
        for (Map.Entry<Long, Integer> done : Map.of(4_999L, 1, 5_000L, 1, 5_001L, 0).entrySet()) {
            try (var after = harness()) {
                after.initializeState(snapshot);
                after.open();
                SegmentDone told = concluded(opened, IndexingState.PARTIAL, done.getKey());
                after.processElement2(told, 0);
                after.processElement2(told, 0);
                assertThat(after.extractOutputValues())
                        .as("ended at %d", done.getKey())
                        .hasSize(done.getValue());
                assertThat(after.numKeyedStateEntries()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsSentAgainLongBeforeItsEndIsForgotten() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(videos.probed("v1"), 0);
            harness.processElement1(videos.probed("v1"), 0);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            harness.setProcessingTime(60_000);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            VideoChange opened = harness.extractOutputValues().get(0);
            harness.processElement2(concluded(opened, IndexingState.PARTIAL, 0), 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void whatBecameOfWhatIsNotKnownIsNotKept() throws Exception {
        try (var harness = harness()) {
            harness.open();
            VideoRef stranger = videos.arrival("v1").video();
            harness.processElement2(
                    SegmentDone.concluded(stranger, 7, 1, 0, IndexingState.FAILED, 0), 0);

            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void putsAsideAnEventWhoseVideoIsIndexedAndCannotBeOpenedAgain() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(videos.probed("mine", "v1"), 0);
            ProbeOutcome away = videos.unreachable("mine");
            harness.processElement1(away, 0);

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
            harness.processElement1(videos.probed("v2"), 0);
            harness.processElement1(early, 0);

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
            harness.processElement1(videos.deleted(""), 0);
            assertThat(harness.numKeyedStateEntries())
                    .as("so that nothing revives it")
                    .isEqualTo(1);
            harness.setProcessingTime(videos.event().timestampMs() + WEEK_MS - 60_000);
            harness.processElement1(videos.deleted(""), 0);
            harness.setProcessingTime(videos.event().timestampMs() + WEEK_MS);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void remembersAVideoForGood() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(videos.event().timestampMs());
            harness.processElement1(videos.deleted(""), 0);
            harness.processElement1(videos.probed("v1"), 0);
            harness.setProcessingTime(videos.event().timestampMs() + 3 * WEEK_MS);
            harness.processElement1(videos.probed("v1"), 0);

            assertThat(kinds(harness.extractOutputValues())).containsExactly("OPENED v1");
        }
    }

    @Test
    void twoTenantsWithTheSameUriAreTwoVideos() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ProbeOutcome one = videos.probed("v1");
            harness.processElement1(one, 0);
            ProbeOutcome other = videos.probed("v1");
            VideoRef video = other.arrival().video();
            VideoRef elsewhere =
                    new VideoRef(video.videoId(), "acme", "", video.uri(), video.version());
            harness.processElement1(other.withArrival(other.arrival().withVideo(elsewhere)), 0);

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

    private static SegmentDone concluded(VideoChange opened, IndexingState state) {
        return concluded(opened, state, Long.MAX_VALUE);
    }

    private static SegmentDone concluded(VideoChange opened, IndexingState state, long endedMs) {
        VideoRef video = opened.arrival().video();
        return SegmentDone.concluded(video, opened.generation(), 1, 0, state, endedMs);
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, ProbeOutcome, SegmentDone, VideoChange>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new Counted(new AdmitVersions(), metrics),
                AdmitVersions.KEY,
                AdmitVersions.DONE_KEY,
                Types.STRING);
    }

    private static final class Counted
            extends KeyedCoProcessOperator<String, ProbeOutcome, SegmentDone, VideoChange> {
        private static final long serialVersionUID = 1L;

        private final transient TestingOperatorMetrics metrics;

        private Counted(AdmitVersions function, TestingOperatorMetrics metrics) {
            super(function);
            this.metrics = metrics;
        }

        @Override
        public InternalOperatorMetricGroup getMetricGroup() {
            return metrics.group();
        }
    }
}
