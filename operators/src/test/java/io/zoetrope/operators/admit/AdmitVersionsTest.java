package io.zoetrope.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AdmitVersionsTest {
    private final TestingVideos videos = new TestingVideos();

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
    void keepsUrisAndTenantsApart() throws Exception {
        ProbeOutcome one = videos.probed("v1");

        assertThat(AdmitVersions.KEY.getKey(one)).isEqualTo("default\n" + TestingVideos.URI);
    }

    private static List<String> kinds(List<VideoChange> controls) {
        return controls.stream()
                .map(control -> control.kind() + " " + control.arrival().video().version())
                .toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ProbeOutcome, VideoChange>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AdmitVersions()), AdmitVersions.KEY, Types.STRING);
    }
}
