package io.zoetrope.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeSegmentsTest {
    private static final FrameShape SHAPE = new FrameShape(4, 4, FrameShape.Fit.STRETCH, 0);
    private static final Sampling EVERY_SECOND = Sampling.every(1_000_000);

    /** Each of two pictures. */
    private static final int FOUR_FRAMES = 4 * 2 * 4 * 4 * 3;

    private OneInputStreamOperatorTestHarness<Segment, DecodedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingReader.reset();
        reading(false);
    }

    private void reading(boolean captions) throws Exception {
        if (harness != null) {
            harness.close();
        }
        DecodeOptions options =
                new DecodeOptions(
                        List.of(
                                PictureSampling.of("visual", EVERY_SECOND, SHAPE),
                                PictureSampling.of("objects", EVERY_SECOND, SHAPE)),
                        new JpegSampling(EVERY_SECOND, 64),
                        Map.of(),
                        captions,
                        FOUR_FRAMES);
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new DecodeSegments(TestingReader.access(), options)));
        harness.open();
    }

    @AfterEach
    void closesAllThatItOpened() throws Exception {
        harness.close();
        assertThat(TestingReader.closed).isEqualTo(TestingReader.opened);
    }

    @Test
    void handsFramesOverInBoundedParts() throws Exception {
        decode(segment(0, 2));

        assertThat(parts()).containsExactly("0: 0..3", "1: 4..7", "2: 8..9 last");
        assertThat(harness.extractOutputValues().get(2).endUs()).isEqualTo(10_000_000);
        assertThat(harness.extractOutputValues().get(2).signatures().timesUs()).containsExactly(0);
        assertThat(harness.getSideOutput(SideOutputs.KEY_FRAMES))
                .extracting(StreamRecord::getValue)
                .extracting(Thumbnail::path)
                .hasSize(10)
                .first()
                .isEqualTo(harness.extractOutputValues().get(0).frames().get(0).keyFrame());
    }

    @Test
    void makesOnlyThePicturesThatTheVideosAnalysersWant() throws Exception {
        decode(segment(0, 2));
        assertThat(TestingReader.asked).containsExactly("visual", "objects");

        decode(segment(0, 2).forAnalysers(List.of("objects", "others")));
        assertThat(TestingReader.asked).containsExactly("objects");
    }

    @Test
    void hearsOnlyForThoseOfTheVideosAnalysersThatListen() {
        SoundSampling near = SoundSampling.withTail(1_000_000);
        SoundSampling far = SoundSampling.withTail(31_000_000);
        DecodeOptions options =
                new DecodeOptions(
                        List.of(),
                        new JpegSampling(EVERY_SECOND, 64),
                        Map.of("sound", near, "speech", far),
                        true,
                        FOUR_FRAMES);

        assertThat(options.soundFor(segment(0, 2))).isEqualTo(far);
        assertThat(options.soundFor(segment(0, 2).forAnalysers(List.of("sound")))).isEqualTo(near);
        assertThat(options.soundFor(segment(0, 2).forAnalysers(List.of("visual"))))
                .isEqualTo(SoundSampling.NONE);
    }

    @Test
    void keepsTheVideoOpenForItsNextSegment() throws Exception {
        decode(segment(0, 2));
        assertThat(TestingReader.closed).isZero();
        decode(segment(1, 2));

        assertThat(TestingReader.opened).isEqualTo(1);
        assertThat(TestingReader.closed).isEqualTo(1);
    }

    @Test
    void goesOnAfterABreakWithoutRepeatingFrames() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, -1));

        decode(segment(0, 2));

        assertThat(parts()).containsExactly("0: 0..3", "1: 4..7", "2: 8..9 last");
        assertThat(TestingReader.opened).isEqualTo(2);
        assertThat(harness.getSideOutput(SideOutputs.KEY_FRAMES)).hasSize(10);
        assertThat(told()).isEmpty();
    }

    @Test
    void sendsBackWhatItsStoreDoesNotGive() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, 0));

        decode(segment(0, 2).sentTo(0, 7));

        // What left already is no end, and comes again with the segment.
        assertThat(parts()).containsExactly("0: 0..3");
        String key = segment(0, 2).video().key();
        assertThat(told())
                .containsExactly(SegmentDone.retry(key, 1, 0, 7, "file:", "connection reset"));

        decode(segment(0, 2).sentTo(0, 7));

        assertThat(parts()).containsExactly("0: 0..3", "0: 0..3", "1: 4..7", "2: 8..9 last");
    }

    @Test
    void reportsAVideoThatCannotBeOpened() throws Exception {
        TestingReader.ON_OPEN.addAll(
                List.of(
                        new IOException("away"),
                        new RejectedInput(Reason.NOT_FOUND, "It is gone.")));

        decode(segment(0, 2));

        assertThat(parts()).containsExactly("0: last not_found");
    }

    @Test
    void replacesALostDecoderOnce() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, -1));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decode(segment(0, 2));

        assertThat(parts()).containsExactly("0: 0..3", "1: 4..7", "2: 8..9 last");
        assertThat(TestingReader.opened).isEqualTo(2);
    }

    @Test
    void givesTheVideoUpAfterItsSecondDecoderAndKeepsWhatCame() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, 7));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decode(segment(0, 2));

        assertThat(parts()).containsExactly("0: 0..3", "1: 4..6 last decoder_crash stop");
        assertThat(harness.extractOutputValues().get(1).problem().detail())
                .contains("2 decoders")
                .contains("signal 11");
        assertThat(told()).isEmpty();
        // The next video is not the worse for it.
        decode(segment(1, 2));
        assertThat(parts().get(4)).isEqualTo("2: 18..19 last");
    }

    @Test
    void whatIsSaidInASegmentThatNoDecoderSurvivesIsReadAlone() throws Exception {
        reading(true);
        CaptionLine said = new CaptionLine(12_000_000, 13_000_000, "Said.", "en", "", 0);
        TestingReader.captions = List.of(said);
        TestingReader.BREAKS.addAll(List.of(1, 1));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decode(segment(1, 2));

        assertThat(parts()).containsExactly("0: 10..10 last decoder_crash stop");
        DecodedSegment last = harness.extractOutputValues().get(0);
        assertThat(last.captions()).containsExactly(said);
        assertThat(last.problem().detail())
                .contains("captions inside it, if there are any, are missing after 20.0 s");
        assertThat(TestingReader.opened).isEqualTo(3);
    }

    @Test
    void orSaidToBeMissing() throws Exception {
        reading(true);
        TestingReader.BREAKS.addAll(List.of(1, 1, 0));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decode(segment(1, 2));

        assertThat(parts()).containsExactly("0: 10..10 last decoder_crash stop");
        DecodedSegment last = harness.extractOutputValues().get(0);
        assertThat(last.captions()).isEmpty();
        assertThat(last.problem().detail())
                .contains("captions inside it, if there are any, are missing after 10.0 s");
    }

    @Test
    void storesAndDecodersAreCountedApart() throws Exception {
        TestingReader.ON_OPEN.add(new IOException("away"));
        TestingReader.BREAKS.addAll(List.of(1, 2));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.TIMEOUT, "nothing");

        decode(segment(0, 2));

        assertThat(parts()).hasSize(1).first().isEqualTo("0: 0..1 last decoder_timeout stop");
    }

    @Test
    void keepsTwoDecodersThatStandInTheMiddle() throws Exception {
        for (int index = 0; index < 2; index++) {
            for (String name : List.of("a", "b", "c")) {
                decode(index == 0 ? segment(name, index) : continuing(name, index));
            }
        }
        int before = TestingReader.opened;
        decode(continuing("b", 1));
        decode(segment("other", 0));
        decode(continuing("c", 1));
        decode(continuing("b", 1));
        assertThat(TestingReader.opened).isEqualTo(before + 1);

        decode(continuing("a", 1));
        assertThat(TestingReader.opened).isEqualTo(before + 2);
    }

    @Test
    void refusesBytesThatWereReplaced() throws Exception {
        TestingReader.version = "v2";

        decode(segment(0, 2));

        assertThat(parts()).containsExactly("0: last changed_while_indexing");
    }

    @Test
    void passesTheReadersProblemOn() throws Exception {
        TestingReader.problem = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A hole.");

        decode(segment(1, 2));

        assertThat(parts().get(2)).isEqualTo("2: 18..19 last decoder_error");
    }

    private void decode(Segment segment) throws Exception {
        harness.processElement(new StreamRecord<>(segment));
    }

    private List<SegmentDone> told() {
        Queue<StreamRecord<SegmentDone>> told = harness.getSideOutput(SideOutputs.SEGMENTS_DONE);
        return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
    }

    /** A segment that the file goes on after. */
    private static Segment segment(String name, int index) {
        return segment(name, index, second(index));
    }

    /** The same, inside a group of pictures. */
    private static Segment continuing(String name, int index) {
        return segment(name, index, second(index).continuing());
    }

    private static Segment segment(String name, int index, Stretch stretch) {
        VideoRef video = new VideoRef(name, "", "", "file:///" + name, "v1");
        return Segment.of(video, 1, index, stretch);
    }

    private static Stretch second(int index) {
        return Stretch.of(index * 1_000_000L, (index + 1) * 1_000_000L);
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (DecodedSegment part : harness.extractOutputValues()) {
            List<DecodedFrame> frames = part.frames();
            StringBuilder text = new StringBuilder(part.part() + ":");
            if (!frames.isEmpty()) {
                text.append(" ").append(frames.get(0).ptsUs() / 1_000_000);
                text.append("..").append(frames.get(frames.size() - 1).ptsUs() / 1_000_000);
            }
            text.append(part.last() ? " last" : "");
            text.append(part.problem() == null ? "" : " " + part.problem().reason());
            text.append(part.stop() ? " stop" : "");
            parts.add(text.toString());
        }
        return parts;
    }

    private static Segment segment(int index, int total) {
        VideoRef video = new VideoRef("id", "", "", TestingVideos.URI, "v1");
        long startUs = index * 10_000_000L;
        return Segment.of(video, 1, index, Stretch.of(startUs, startUs + 10_000_000))
                .ofTotal(total)
                .sized(320, 240);
    }
}
