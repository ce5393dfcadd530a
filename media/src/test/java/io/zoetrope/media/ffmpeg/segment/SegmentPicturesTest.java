package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.encode.EncodedPicture;
import io.zoetrope.media.ffmpeg.encode.FilterText;
import io.zoetrope.media.ffmpeg.encode.PictureEncoder;
import io.zoetrope.media.ffmpeg.encode.PictureFilters;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.PictureSize;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of a segment that somebody waits for, pictures are scaled and encoded while others are made. */
@Timeout(120)
class SegmentPicturesTest {
    private static final int PICTURES = 40;
    private static final int SLICES = 5;
    private static final int PER_SECOND = 1000;
    private static final int RATE = 25;
    private static final List<PictureSize> SIZES =
            List.of(PictureSize.of("320p", 480, 320), PictureSize.of("128p", 480, 320));
    private static final FilterText TEXT =
            new FilterText(Orientation.UPRIGHT, SIZES, false, AVCOL_SPC_BT709);

    private final AVFrame frame = av_frame_alloc();

    @AfterEach
    void free() {
        av_frame_free(frame);
    }

    @Test
    void whatIsMadeSideBySideIsWhatIsMadeStepByStep() throws Exception {
        try (SegmentPictures pictures = awaited()) {
            for (int i = 0; i < PICTURES; i++) {
                pictures.add(picture(i), i * 40L);
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("scale", "encode");
            for (int rendition = 0; rendition < SIZES.size(); rendition++) {
                List<String> made = bytes(pictures.end(rendition));
                assertThat(made).hasSize(PICTURES).isEqualTo(stepByStep(rendition));
            }
        }
    }

    @Test
    void aPictureThatCannotBeScaledFailsTheSegment() throws Exception {
        try (SegmentPictures pictures = awaited()) {
            pictures.add(picture(0), 0);
            frame.format(AV_PIX_FMT_CUDA);
            pictures.add(frame, 40);
            assertThatThrownBy(() -> pictures.end(0))
                    .isInstanceOfSatisfying(
                            RejectedInput.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.ENCODING_FAILED.wire()));
        }
    }

    private static SegmentPictures awaited() throws RejectedInput {
        return new SegmentPictures("clip", TEXT, Encoding.DEFAULT, PER_SECOND, RATE, true);
    }

    private List<String> stepByStep(int rendition) throws RejectedInput {
        PictureFilters filters = null;
        try (PictureEncoder encoder =
                new PictureEncoder(
                        Encoding.DEFAULT,
                        SIZES.get(rendition),
                        PER_SECOND,
                        RATE,
                        TEXT.matrix(),
                        SLICES)) {
            for (int i = 0; i < PICTURES; i++) {
                long at = i * 40L;
                AVFrame source = picture(i);
                if (filters == null || !filters.fits(source)) {
                    close(filters);
                    filters = PictureFilters.open(source, TEXT);
                }
                filters.push(
                        source,
                        (which, scaled) -> {
                            if (which == rendition) {
                                encoder.encode(scaled, at);
                            }
                        });
            }
            return bytes(encoder.end());
        } finally {
            close(filters);
        }
    }

    private static void close(PictureFilters filters) {
        if (filters != null) {
            filters.close();
        }
    }

    private static List<String> bytes(List<EncodedPicture> pictures) {
        return pictures.stream()
                .map(each -> each.shownTicks() + " " + HexFormat.of().formatHex(each.bytes()))
                .toList();
    }

    /** The one frame, as a decoder gives it; half way its pictures become smaller. */
    private AVFrame picture(int number) {
        av_frame_unref(frame);
        boolean small = number >= PICTURES / 2;
        frame.width(small ? 240 : 480).height(small ? 160 : 320).format(AV_PIX_FMT_YUV420P);
        assertThat(av_frame_get_buffer(frame, 0)).isZero();
        SplittableRandom random = new SplittableRandom(number);
        Stream.of(0, 1, 2).forEach(plane -> fill(plane, random));
        return frame;
    }

    private void fill(int plane, SplittableRandom random) {
        int rows = plane == 0 ? frame.height() : frame.height() / 2;
        byte[] noise = new byte[frame.linesize(plane) * rows];
        random.nextBytes(noise);
        frame.data(plane).put(noise, 0, noise.length);
    }
}
