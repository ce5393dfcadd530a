package io.zoetrope.media.ffmpeg.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PLANAR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/**
 * Fills a {@link FrameSignature} straight from the planes that the decoder gives: the mean of four
 * points in each cell for light, one point for colour. For one thread.
 */
public final class PlaneSampler implements AutoCloseable {
    private static final byte GREY = (byte) 128;

    private int format = -1;
    private boolean planar;
    private int planes;
    private int sampleBytes;
    private int shift;
    private int chromaX;
    private int chromaY;
    private final Columns lightColumns = new Columns(2 * FrameSignature.WIDTH);
    private final Columns colourColumns = new Columns(FrameSignature.WIDTH);
    private final PictureMaker other =
            PictureMaker.stretching(FrameSignature.WIDTH, FrameSignature.HEIGHT);

    /** Where points lie in a row of samples: in the middles of equal parts. */
    private static final class Columns {
        private final int[] bytes;
        private int knownWidth = -1;
        private int knownStep;

        private Columns(int count) {
            bytes = new int[count];
        }

        /** In bytes; not to be changed. */
        private int[] of(int width, int step) {
            if (width != knownWidth || step != knownStep) {
                knownWidth = width;
                knownStep = step;
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (2 * i + 1) * width / (2 * bytes.length) * step;
                }
            }
            return bytes;
        }
    }

    public void sample(AVFrame frame, FrameSignature into) {
        if (frame.format() != format) {
            learn(frame.format());
        }
        if (!planar || frame.linesize(0) <= 0) {
            fromRgb(other.make(frame), into);
            return;
        }
        light(frame, into.light());
        if (planes < 3) {
            Arrays.fill(into.blue(), GREY);
            Arrays.fill(into.red(), GREY);
            return;
        }
        colour(frame, 1, into.blue());
        colour(frame, 2, into.red());
    }

    private void learn(int newFormat) {
        format = newFormat;
        try (AVPixFmtDescriptor description = av_pix_fmt_desc_get(newFormat)) {
            long flags = description == null ? AV_PIX_FMT_FLAG_RGB : description.flags();
            planes = description == null ? 0 : description.nb_components();
            boolean readable = (flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_BE)) == 0;
            planar = readable && (planes == 1 || (flags & AV_PIX_FMT_FLAG_PLANAR) != 0);
            for (int i = 0; planar && i < Math.min(planes, 3); i++) {
                planar = description.comp(i).plane() == i && description.comp(i).shift() == 0;
                planar &= description.comp(i).step() == (description.comp(i).depth() > 8 ? 2 : 1);
            }
            if (planar) {
                sampleBytes = description.comp(0).step();
                shift = description.comp(0).depth() - Byte.SIZE;
                planar = shift >= 0;
                chromaX = description.log2_chroma_w();
                chromaY = description.log2_chroma_h();
            }
        }
    }

    private void light(AVFrame frame, byte[] into) {
        int height = frame.height();
        int stride = frame.linesize(0);
        ByteBuffer plane = plane(frame, 0, stride, height);
        int rows = 2 * FrameSignature.HEIGHT;
        int[] columns = lightColumns.of(frame.width(), sampleBytes);
        for (int cellY = 0; cellY < FrameSignature.HEIGHT; cellY++) {
            int upper = (4 * cellY + 1) * height / (2 * rows) * stride;
            int lower = (4 * cellY + 3) * height / (2 * rows) * stride;
            int cell = cellY * FrameSignature.WIDTH;
            for (int x = 0; x < columns.length; x += 2) {
                int left = columns[x];
                int right = columns[x + 1];
                int sum =
                        at(plane, upper + left)
                                + at(plane, upper + right)
                                + at(plane, lower + left)
                                + at(plane, lower + right);
                into[cell++] = (byte) ((sum + 2) >> 2);
            }
        }
    }

    private void colour(AVFrame frame, int component, byte[] into) {
        int height = -(-frame.height() >> chromaY);
        int stride = frame.linesize(component);
        ByteBuffer plane = plane(frame, component, stride, height);
        int[] columns = colourColumns.of(-(-frame.width() >> chromaX), sampleBytes);
        for (int cellY = 0; cellY < FrameSignature.HEIGHT; cellY++) {
            int row = (2 * cellY + 1) * height / (2 * FrameSignature.HEIGHT) * stride;
            int cell = cellY * FrameSignature.WIDTH;
            for (int column : columns) {
                into[cell++] = (byte) at(plane, row + column);
            }
        }
    }

    private static ByteBuffer plane(AVFrame frame, int component, int stride, int height) {
        return frame.data(component).capacity((long) stride * height).asByteBuffer();
    }

    /** One sample as 0..255. */
    private int at(ByteBuffer plane, int at) {
        if (sampleBytes == 1) {
            return plane.get(at) & 0xFF;
        }
        return ((plane.get(at + 1) & 0xFF) << Byte.SIZE | (plane.get(at) & 0xFF)) >> shift & 0xFF;
    }

    private static void fromRgb(byte[] rgb, FrameSignature into) {
        for (int i = 0; rgb != null && i < FrameSignature.CELLS; i++) {
            int r = rgb[3 * i] & 0xFF;
            int g = rgb[3 * i + 1] & 0xFF;
            int b = rgb[3 * i + 2] & 0xFF;
            int light = (54 * r + 183 * g + 19 * b) >> 8;
            into.light()[i] = (byte) light;
            into.blue()[i] = (byte) (128 + (b - light) / 2);
            into.red()[i] = (byte) (128 + (r - light) / 2);
        }
    }

    @Override
    public void close() {
        other.close();
    }
}
