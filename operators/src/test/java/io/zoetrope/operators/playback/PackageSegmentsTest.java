package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.SegmentDone;
import io.zoetrope.domain.StoreName;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackageSegmentsTest {
    @AutoClose private OneInputStreamOperatorTestHarness<Segment, PackagedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingReader.reset();
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(
                                new PackageSegments(TestingReader.access(), TestingFiles.fresh())));
        harness.open();
    }

    @Test
    void storesWhatIsMadeOfASegment() throws Exception {
        make(0);
        make(1);

        assertThat(harness.extractOutputValues())
                .extracting(PackagedSegment::ended)
                .containsExactly(false, true);
        assertThat(TestingFiles.FILES.keySet())
                .allMatch(path -> path.startsWith("hls/id/1/"))
                .hasSize(6);
    }

    /** The one that does not answer waits, and not the other. */
    @Test
    void sendsASegmentBackAndNamesTheStoreThatDidNotAnswer() throws Exception {
        TestingFiles.away = true;
        make(0);
        TestingFiles.away = false;
        TestingReader.BREAKS.add(0);
        make(0);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(SideOutputs.SEGMENTS_DONE))
                .extracting(StreamRecord::getValue)
                .allMatch(told -> told.kind() == SegmentDone.Kind.RETRY && told.playback())
                .extracting(SegmentDone::store)
                .containsExactly(StoreName.OWN, StoreName.of(TestingVideos.URI));
    }

    private void make(int index) throws Exception {
        VideoRef video = new VideoRef("id", "", "", TestingVideos.URI, "v1");
        long startUs = index * 10_000_000L;
        Segment segment =
                Segment.of(video, 1, index, Stretch.of(startUs, startUs + 10_000_000))
                        .ofTotal(2)
                        .forAnalysers(List.of(MadeTrack.COPIED));
        harness.processElement(new StreamRecord<>(segment));
    }
}
