package io.zoetrope.media.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A frame has what was asked of it: nothing else, and nothing less. */
class OutputFormatTest {
    private static final FrameShape SHAPE = new FrameShape(8, 8, FrameShape.Fit.STRETCH, 0);
    private static final Sampling EVERY = Sampling.every(0);
    private static final ReadRequest REQUEST =
            new ReadRequest(
                    0,
                    Long.MAX_VALUE,
                    -1,
                    List.of(
                            PictureSampling.of("one", EVERY, SHAPE),
                            new PictureSampling("two", EVERY, SHAPE, 16)),
                    JpegSampling.NONE);

    private static final FramePicture SMALL = picture(false, 8, 8, "one", "two");
    private static final FramePicture LARGE = picture(true, 16, 12, "two");

    private static FramePicture picture(boolean large, int width, int height, String... names) {
        return new FramePicture(List.of(names), large, width, height, new byte[3 * width * height]);
    }

    @Test
    void whatWasAskedForIsTaken() throws IOException {
        assertThat(heard(SMALL, LARGE).pictures())
                .extracting(FramePicture::names)
                .containsExactly(List.of("one", "two"), List.of("two"));
        assertThat(heard(picture(false, 8, 8, "one")).pictures()).hasSize(1);
        assertThat(heard().pictures()).isEmpty();
    }

    @Test
    void whoAskedForTwoPicturesGetsBoth() {
        refused("one picture of two", SMALL);
        refused("one picture of two", picture(false, 8, 8, "one"), LARGE);
        refused("one picture of two", LARGE);
    }

    @Test
    void picturesHavePixels() {
        refused("without pixels", SMALL, picture(true, 0, 0, "two"));
        refused("without pixels", SMALL, picture(true, 16, 0, "two"));
    }

    @Test
    void nobodyGetsWhatHeDidNotAskFor() {
        refused("another size", SMALL, picture(true, 17, 12, "two"));
        refused("another size", SMALL, picture(true, 16, 12, "one"));
        refused("another size", picture(false, 8, 4, "one"));
        refused("for nobody", SMALL, picture(false, 8, 8, "one"), LARGE);
        refused("for nobody", picture(false, 8, 8, "three"));
    }

    @Test
    void aQualityIsANumber() {
        PictureQuality none = new PictureQuality(0.5F, Float.NaN, 1);
        assertThatThrownBy(() -> heard(new SampledFrame(0, true, List.of(), new byte[0], none)))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("no quality");
    }

    private static void refused(String why, FramePicture... pictures) {
        assertThatThrownBy(() -> heard(pictures))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining(why);
    }

    private static SampledFrame heard(FramePicture... pictures) throws IOException {
        return heard(new SampledFrame(0, true, List.of(pictures), new byte[0]));
    }

    private static SampledFrame heard(SampledFrame frame) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        MessageOutput out = new MessageOutput(new StreamChannel(said), false);
        OutputFormat.put(out.begin(Kind.FRAME), frame, REQUEST);
        out.send();
        MessageInput in = new MessageInput(new ByteArrayInputStream(said.toByteArray()));
        in.next();
        SampledFrame heard = OutputFormat.frame(in, REQUEST);
        in.end();
        return heard;
    }
}
