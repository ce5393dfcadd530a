package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.playback.Encoding;
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
                                new PackageSegments(
                                        TestingReader.access(),
                                        TestingFiles.fresh(),
                                        Encoding.DEFAULT)));
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

    /** What an encoder fails at may pass; what is wrong with the settings or the file does not. */
    @Test
    void aSegmentWhoseEncoderFailsGoesBackWithItsWords() throws Exception {
        TestingReader.refuses = new RejectedInput(Reason.ENCODING_FAILED, "no such rate");
        make(0);
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(SideOutputs.SEGMENTS_DONE))
                .singleElement()
                .extracting(StreamRecord::getValue)
                .satisfies(
                        told -> {
                            assertThat(told.kind()).isEqualTo(SegmentDone.Kind.FAILED);
                            assertThat(told.detail()).isEqualTo("no such rate");
                            assertThat(told.playback()).isTrue();
                        });

        TestingReader.refuses = new RejectedInput(Reason.ENCODER_MISSING, "libx264 is not there");
        make(0);
        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(made -> assertThat(made.problem().is(Reason.ENCODER_MISSING)).isTrue());
    }

    /** It may have been its own fault, or the segment's: a second one tells. */
    @Test
    void aDecoderThatIsLostIsReplacedOnceAndThenTheVideoHasNoPlayback() throws Exception {
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "it ended with 139");
        TestingReader.BREAKS.add(0);
        make(0);
        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(made -> assertThat(made.problem()).isNull());
        assertThat(TestingReader.opened).isEqualTo(2);
        assertThat(TestingReader.closed).isEqualTo(1);

        TestingReader.BREAKS.addAll(List.of(0, 0));
        make(1);
        PackagedSegment failed = harness.extractOutputValues().get(1);
        assertThat(failed.problem().is(Reason.DECODER_CRASH)).isTrue();
        assertThat(failed.problem().detail()).contains("2 decoders", "it ended with 139");
        assertThat(failed.ended()).isTrue();
        assertThat(TestingReader.closed).isEqualTo(TestingReader.opened);
        assertThat(harness.getSideOutput(SideOutputs.SEGMENTS_DONE)).isNull();
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
