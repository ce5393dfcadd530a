package io.zoetrope.operators.decode;

import static io.zoetrope.operators.decode.TestingDecoding.EVERY_SECOND;
import static io.zoetrope.operators.decode.TestingDecoding.FOUR_FRAMES;
import static io.zoetrope.operators.decode.TestingDecoding.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeSegmentsTest {
    @AutoClose private TestingDecoding decoding;

    @BeforeEach
    void start() throws Exception {
        decoding = new TestingDecoding(false);
    }

    @Test
    void handsFramesOverInBoundedParts() throws Exception {
        decoding.decode(segment(0, 2));

        assertThat(decoding.parts()).containsExactly("0: 0..3", "1: 4..7", "2: 8..9 last");
        assertThat(decoding.decoded().get(2).endUs()).isEqualTo(10_000_000);
        assertThat(decoding.decoded().get(2).signatures().timesUs()).containsExactly(0);
        assertThat(decoding.keyFrames())
                .extracting(Thumbnail::path)
                .hasSize(10)
                .first()
                .isEqualTo(decoding.decoded().get(0).frames().get(0).keyFrame());
    }

    @Test
    void makesOnlyThePicturesThatTheVideosAnalysersWant() throws Exception {
        decoding.decode(segment(0, 2));
        assertThat(TestingReader.asked).containsExactly("visual", "objects");

        decoding.decode(segment(0, 2).forAnalysers(List.of("objects", "others")));
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
        decoding.decode(segment(0, 2));
        assertThat(TestingReader.closed).isZero();
        decoding.decode(segment(1, 2));

        assertThat(TestingReader.opened).isEqualTo(1);
        assertThat(TestingReader.closed).isEqualTo(1);
    }

    @Test
    void reportsAVideoThatCannotBeOpened() throws Exception {
        TestingReader.ON_OPEN.addAll(
                List.of(
                        new IOException("away"),
                        new RejectedInput(Reason.NOT_FOUND, "It is gone.")));

        decoding.decode(segment(0, 2));

        assertThat(decoding.parts()).containsExactly("0: last not_found");
    }

    @Test
    void keepsTwoDecodersThatStandInTheMiddle() throws Exception {
        for (int index = 0; index < 2; index++) {
            for (String name : List.of("a", "b", "c")) {
                decoding.decode(index == 0 ? beginning(name, index) : continuing(name, index));
            }
        }
        int before = TestingReader.opened;
        decoding.decode(continuing("b", 1));
        decoding.decode(beginning("other", 0));
        decoding.decode(continuing("c", 1));
        decoding.decode(continuing("b", 1));
        assertThat(TestingReader.opened).isEqualTo(before + 1);

        decoding.decode(continuing("a", 1));
        assertThat(TestingReader.opened).isEqualTo(before + 2);
    }

    @Test
    void refusesBytesThatWereReplaced() throws Exception {
        TestingReader.version = "v2";

        decoding.decode(segment(0, 2));

        assertThat(decoding.parts()).containsExactly("0: last changed_while_indexing");
    }

    @Test
    void passesTheReadersProblemOn() throws Exception {
        TestingReader.problem = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A hole.");

        decoding.decode(segment(1, 2));

        assertThat(decoding.parts().get(2)).isEqualTo("2: 18..19 last decoder_error");
        assertThat(decoding.decoded().get(2).brokenOff()).as("its last picture is there").isFalse();
    }

    @Test
    void aProblemEndsNoVideoOfUnknownLength() throws Exception {
        TestingReader.problem = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A scratch.");

        decoding.decode(beginning("unplanned", 0));

        DecodedSegment last = decoding.decoded().get(decoding.decoded().size() - 1);
        assertThat(last.problem()).isNotNull();
        assertThat(last.brokenOff()).isFalse();
        assertThat(last.ended()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"9_400_000, true", "9_600_000, false", "10_200_000, false", "0, true"})
    void whatEndsWellBeforeItsEndIsBrokenOff(String endUs, boolean brokenOff) {
        DecodedSegment segment =
                DecodedSegment.last(
                        stretch("a", 0, Stretch.of(0, 10_000_000)),
                        0,
                        List.of(),
                        Long.parseLong(endUs.replace("_", "")));
        Problem hole = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A hole.");

        assertThat(segment.withProblem(hole).brokenOff()).isEqualTo(brokenOff);
        assertThat(segment.brokenOff()).as("it may stand still").isFalse();
    }

    /** A segment that the file goes on after. */
    private static Segment beginning(String name, int index) {
        return stretch(name, index, second(index));
    }

    private static Segment stretch(String name, int index, Stretch stretch) {
        VideoRef video = new VideoRef(name, "", "", "file:///" + name, "v1");
        return Segment.of(video, 1, index, stretch);
    }

    /** The same, inside a group of pictures. */
    private static Segment continuing(String name, int index) {
        return stretch(name, index, second(index).continuing());
    }

    private static Stretch second(int index) {
        return Stretch.of(index * 1_000_000L, (index + 1) * 1_000_000L);
    }
}
