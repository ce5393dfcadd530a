package io.zoetrope.media.ffmpeg.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Scales a part of frames of one size, format and colour space to packed RGB. For one thread. */
public final class FrameScaler implements AutoCloseable {
    private static final int FLAGS = SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
    private static final int RGB = 3;
    private static final int ALIGNMENT = 64;
    private static final int ONE = 1 << 16;

    /** From this height on, video that does not say is taken for BT.709, below for BT.601. */
    private static final int HD_HEIGHT = 720;

    private final Fitting fitting;
    private final Key key;
    private final SwsContext context;
    private final AVFrame part;
    private final AVFrame small;
    private final int rows;
    private final int rowBytes;
    private final ByteBuffer pixels;
    private final HdrTone tone;

    /** What a scaler was made for. */
    private record Key(int width, int height, int format, int colour, int range, int transfer) {
        static Key of(AVFrame frame) {
            return new Key(
                    frame.width(),
                    frame.height(),
                    frame.format(),
                    frame.colorspace(),
                    frame.color_range(),
                    frame.color_trc());
        }
    }

    /**
     * @param turned width and height of the inner picture change places in storage
     * @return null if the library cannot read this pixel format
     */
    public static FrameScaler open(AVFrame like, Fitting fitting, boolean turned) {
        int width = turned ? fitting.innerHeight() : fitting.innerWidth();
        int height = turned ? fitting.innerWidth() : fitting.innerHeight();
        SwsContext context =
                sws_getContext(
                        fitting.cropWidth(),
                        fitting.cropHeight(),
                        like.format(),
                        width,
                        height,
                        AV_PIX_FMT_RGB24,
                        FLAGS,
                        null,
                        null,
                        (DoublePointer) null);
        return context == null ? null : new FrameScaler(context, like, fitting, width, height);
    }

    private FrameScaler(SwsContext context, AVFrame like, Fitting fitting, int width, int height) {
        this.context = context;
        this.fitting = fitting;
        this.key = Key.of(like);
        this.tone = HdrTone.of(like.color_trc());
        this.rows = height;
        this.rowBytes = width * RGB;
        this.part = Ffmpeg.allocated(av_frame_alloc());
        this.small = Ffmpeg.allocated(av_frame_alloc());
        small.width(width).height(height).format(AV_PIX_FMT_RGB24);
        if (av_frame_get_buffer(small, ALIGNMENT) < 0) {
            close();
            Ffmpeg.allocated(null);
        }
        pixels = small.data(0).capacity((long) small.linesize(0) * height).asByteBuffer();
        setColours(like);
    }

    private void setColours(AVFrame like) {
        IntPointer from = sws_getCoefficients(coefficients(like));
        sws_setColorspaceDetails(context, from, fullRange(like), from, 1, 0, ONE, ONE);
    }

    /** 1 if a frame's values go from 0 to the highest, else 0. */
    public static int fullRange(AVFrame like) {
        boolean full =
                like.color_range() == AVCOL_RANGE_JPEG || PixelFormats.fullRange(like.format());
        return full ? 1 : 0;
    }

    /** Number of the matrix that a frame's colours are in, said or usual for its height. */
    public static int coefficients(AVFrame like) {
        int said = like.colorspace();
        boolean known =
                said == AVCOL_SPC_BT709
                        || said == AVCOL_SPC_FCC
                        || said == AVCOL_SPC_BT470BG
                        || said == AVCOL_SPC_SMPTE170M
                        || said == AVCOL_SPC_SMPTE240M
                        || said == AVCOL_SPC_BT2020_NCL
                        || said == AVCOL_SPC_BT2020_CL;
        // swscale numbers its tables as AVColorSpace does.
        return known ? said : like.height() >= HD_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }

    public boolean fits(AVFrame frame) {
        return key.equals(Key.of(frame));
    }

    Fitting fitting() {
        return fitting;
    }

    /**
     * @return packed RGB in stored orientation, or null if scaling failed
     */
    public byte[] scale(AVFrame frame) {
        boolean whole = fitting.cropWidth() == key.width() && fitting.cropHeight() == key.height();
        if (whole) {
            return scalePart(frame);
        }
        try {
            if (av_frame_ref(part, frame) < 0) {
                return null;
            }
            part.crop_left(fitting.cropX()).crop_top(fitting.cropY());
            part.crop_right(key.width() - fitting.cropX() - fitting.cropWidth());
            part.crop_bottom(key.height() - fitting.cropY() - fitting.cropHeight());
            return av_frame_apply_cropping(part, AV_FRAME_CROP_UNALIGNED) < 0
                    ? null
                    : scalePart(part);
        } finally {
            av_frame_unref(part);
        }
    }

    private byte[] scalePart(AVFrame from) {
        int done =
                sws_scale(
                        context,
                        from.data(),
                        from.linesize(),
                        0,
                        fitting.cropHeight(),
                        small.data(),
                        small.linesize());
        if (done < rows) {
            return null;
        }
        byte[] rgb = new byte[rows * rowBytes];
        int stride = small.linesize(0);
        for (int y = 0; y < rows; y++) {
            pixels.get(y * stride, rgb, y * rowBytes, rowBytes);
        }
        if (tone != null) {
            tone.apply(rgb);
        }
        return rgb;
    }

    @Override
    public void close() {
        av_frame_free(part);
        av_frame_free(small);
        sws_freeContext(context);
    }
}
