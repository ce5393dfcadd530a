package io.zoetrope.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** {@link DecodeSegments} by itself, over {@link TestingReader}. */
final class TestingDecoding implements AutoCloseable {
    static final Sampling EVERY_SECOND = Sampling.every(1_000_000);

    /** Each of two pictures. */
    static final int FOUR_FRAMES = 4 * 2 * 4 * 4 * 3;

    private static final FrameShape SHAPE = new FrameShape(4, 4, FrameShape.Fit.STRETCH, 0);

    private final OneInputStreamOperatorTestHarness<Segment, DecodedSegment> harness;

    /**
     * @param captions whether captions inside the file are read
     */
    TestingDecoding(boolean captions) throws Exception {
        TestingReader.reset();
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

    /** A segment of ten seconds of the one video. */
    static Segment segment(int index, int total) {
        VideoRef video = new VideoRef("id", "", "", TestingVideos.URI, "v1");
        long startUs = index * 10_000_000L;
        return Segment.of(video, 1, index, Stretch.of(startUs, startUs + 10_000_000))
                .ofTotal(total)
                .sized(320, 240);
    }

    void decode(Segment segment) throws Exception {
        harness.processElement(new StreamRecord<>(segment));
    }

    List<DecodedSegment> decoded() {
        return harness.extractOutputValues();
    }

    List<Thumbnail> keyFrames() {
        return side(SideOutputs.KEY_FRAMES);
    }

    List<SegmentDone> told() {
        return side(SideOutputs.SEGMENTS_DONE);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> told = harness.getSideOutput(tag);
        return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
    }

    /** Each part in a line: its number, the seconds of its frames, how it ends. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (DecodedSegment part : decoded()) {
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

    /** All that was opened is closed then. */
    @Override
    public void close() throws Exception {
        harness.close();
        assertThat(TestingReader.closed).isEqualTo(TestingReader.opened);
    }
}
