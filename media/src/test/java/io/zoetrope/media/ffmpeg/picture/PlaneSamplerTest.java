package io.zoetrope.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

/**
 * One sampler is given frames of changing formats and sizes: each cell is of the points it says.
 */
class PlaneSamplerTest {
    private static final int ALIGNMENT = 32;

    /** Format, planes, bytes of a sample, bits above eight, shift of colour planes. */
    private record Format(int number, int planes, int bytes, int shift, int chroma) {}

    private static final Format YUV420 = new Format(AV_PIX_FMT_YUV420P, 3, 1, 0, 1);
    private static final Format TEN_BITS = new Format(AV_PIX_FMT_YUV420P10LE, 3, 2, 2, 1);
    private static final Format YUV444 = new Format(AV_PIX_FMT_YUV444P, 3, 1, 0, 0);
    private static final Format GREY = new Format(AV_PIX_FMT_GRAY8, 1, 1, 0, 0);

    @Test
    void cellsAreOfThePointsInTheirMiddles() {
        try (PlaneSampler sampler = new PlaneSampler()) {
            check(sampler, YUV420, 320, 180);
            // One more: the last point lies where it lay.
            check(sampler, YUV420, 256, 144);
            check(sampler, YUV420, 257, 145);
            check(sampler, TEN_BITS, 257, 145);
            check(sampler, YUV420, 257, 145);
            check(sampler, GREY, 61, 3);
            check(sampler, YUV444, 1, 1);
            check(sampler, YUV420, 1281, 719);
        }
    }

    private static void check(PlaneSampler sampler, Format format, int width, int height) {
        AVFrame frame = av_frame_alloc();
        try {
            frame.width(width).height(height).format(format.number());
            assertThat(av_frame_get_buffer(frame, ALIGNMENT)).isNotNegative();
            Random random = new Random(width);
            for (int plane = 0; plane < format.planes(); plane++) {
                ByteBuffer bytes = plane(frame, format, plane);
                for (int i = 0; i < bytes.capacity(); i++) {
                    boolean high = format.bytes() == 2 && i % 2 == 1;
                    bytes.put(i, (byte) random.nextInt(high ? 1 << format.shift() : 256));
                }
            }
            FrameSignature cells = new FrameSignature();

            sampler.sample(frame, cells);

            assertThat(cells.light()).isEqualTo(light(frame, format));
            assertThat(cells.blue()).isEqualTo(colour(frame, format, 1));
            assertThat(cells.red()).isEqualTo(colour(frame, format, 2));
        } finally {
            av_frame_free(frame);
        }
    }

    private static ByteBuffer plane(AVFrame frame, Format format, int plane) {
        int rows = rows(frame.height(), format, plane);
        return frame.data(plane).capacity((long) frame.linesize(plane) * rows).asByteBuffer();
    }

    private static int rows(int side, Format format, int plane) {
        int shift = plane == 0 ? 0 : format.chroma();
        return side + (1 << shift) - 1 >> shift;
    }

    private static int at(AVFrame frame, Format format, int plane, int x, int y) {
        ByteBuffer bytes = plane(frame, format, plane);
        int at = y * frame.linesize(plane) + x * format.bytes();
        int low = bytes.get(at) & 0xFF;
        int high = format.bytes() == 2 ? bytes.get(at + 1) & 0xFF : 0;
        return (high << 8 | low) >> format.shift();
    }

    private static byte[] light(AVFrame frame, Format format) {
        byte[] cells = new byte[FrameSignature.CELLS];
        for (int cell = 0; cell < cells.length; cell++) {
            int sum = 2;
            for (int point = 0; point < 4; point++) {
                int x = 4 * (cell % FrameSignature.WIDTH) + 1 + 2 * (point % 2);
                int y = 4 * (cell / FrameSignature.WIDTH) + 1 + 2 * (point / 2);
                sum +=
                        at(
                                frame,
                                format,
                                0,
                                x * frame.width() / (4 * FrameSignature.WIDTH),
                                y * frame.height() / (4 * FrameSignature.HEIGHT));
            }
            cells[cell] = (byte) (sum / 4);
        }
        return cells;
    }

    private static byte[] colour(AVFrame frame, Format format, int plane) {
        byte[] cells = new byte[FrameSignature.CELLS];
        if (format.planes() < 3) {
            Arrays.fill(cells, (byte) 128);
            return cells;
        }
        int width = rows(frame.width(), format, plane);
        int height = rows(frame.height(), format, plane);
        for (int cell = 0; cell < cells.length; cell++) {
            int x = (2 * (cell % FrameSignature.WIDTH) + 1) * width / (2 * FrameSignature.WIDTH);
            int y = (2 * (cell / FrameSignature.WIDTH) + 1) * height / (2 * FrameSignature.HEIGHT);
            cells[cell] = (byte) at(frame, format, plane, x, y);
        }
        return cells;
    }
}
