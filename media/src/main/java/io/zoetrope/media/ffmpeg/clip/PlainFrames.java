package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.picture.Fitting;
import io.zoetrope.media.ffmpeg.picture.FrameScaler;
import io.zoetrope.media.ffmpeg.picture.HdrTone;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Decoded frames as an encoder for everybody wants them: YUV 4:2:0 of 8 bits in limited range, of
 * one size, with square pixels. HDR is mapped to ordinary light ({@link HdrTone}); other colours
 * stay in the matrix that they are in. For one thread.
 */
final class PlainFrames implements AutoCloseable {
    private static final int FLAGS = SWS_AREA | SWS_ACCURATE_RND;
    private static final int ALIGNMENT = 64;
    private static final int RGB = 3;
    private static final int ONE = 1 << 16;

    private final int width;
    private final int height;
    private final AVFrame made;
    private SwsContext context;
    private FrameScaler mapped;
    private AVFrame rgb;

    /**
     * @param width even
     * @param height even
     */
    PlainFrames(int width, int height) {
        this.width = width;
        this.height = height;
        this.made = frame(AV_PIX_FMT_YUV420P);
    }

    private AVFrame frame(int format) {
        AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
        frame.width(width).height(height).format(format);
        if (av_frame_get_buffer(frame, ALIGNMENT) < 0) {
            av_frame_free(frame);
            Ffmpeg.allocated(null);
        }
        return frame;
    }

    static boolean isHdr(AVFrame like) {
        return HdrTone.of(like.color_trc()) != null;
    }

    /** FFmpeg's number of the matrix that comes out. */
    static int coefficients(AVFrame like) {
        return isHdr(like) ? AVCOL_SPC_BT709 : FrameScaler.coefficients(like);
    }

    /** FFmpeg's number of the primaries that come out. */
    static int primaries(AVFrame like) {
        return isHdr(like) ? AVCOL_PRI_BT709 : like.color_primaries();
    }

    /** FFmpeg's number of the transfer function that comes out. */
    static int transfer(AVFrame like) {
        return isHdr(like) ? AVCOL_TRC_BT709 : like.color_trc();
    }

    /**
     * @return the same object each time; good until the next call
     */
    AVFrame make(AVFrame frame) {
        Ffmpeg.require(av_frame_make_writable(made), "prepare a picture");
        if (isHdr(frame)) {
            scale(mapped(frame), AVCOL_SPC_BT709, 1);
        } else {
            scale(frame, FrameScaler.coefficients(frame), FrameScaler.fullRange(frame));
        }
        made.color_range(AVCOL_RANGE_MPEG);
        return made;
    }

    private void scale(AVFrame from, int matrix, int fullRange) {
        SwsContext old = context;
        // It is freed by the call, also if there is no other.
        context = null;
        context =
                Ffmpeg.allocated(
                        sws_getCachedContext(
                                old,
                                from.width(),
                                from.height(),
                                from.format(),
                                width,
                                height,
                                AV_PIX_FMT_YUV420P,
                                FLAGS,
                                null,
                                null,
                                (DoublePointer) null));
        IntPointer table = sws_getCoefficients(matrix);
        sws_setColorspaceDetails(context, table, fullRange, table, 0, 0, ONE, ONE);
        int rows =
                sws_scale(
                        context,
                        from.data(),
                        from.linesize(),
                        0,
                        from.height(),
                        made.data(),
                        made.linesize());
        Ffmpeg.require(rows, "scale a picture");
    }

    private AVFrame mapped(AVFrame frame) {
        if (mapped == null || !mapped.fits(frame)) {
            closeMapped();
            FrameShape shape = new FrameShape(width, height, FrameShape.Fit.STRETCH, 0);
            Fitting fitting =
                    Fitting.of(
                            frame.width(),
                            frame.height(),
                            frame.width(),
                            frame.height(),
                            Orientation.UPRIGHT,
                            shape);
            mapped = Ffmpeg.allocated(FrameScaler.open(frame, fitting, false));
        }
        byte[] pixels = mapped.scale(frame);
        Ffmpeg.require(pixels == null ? Ffmpeg.EINVAL : 0, "map the light of a picture");
        if (rgb == null) {
            rgb = frame(AV_PIX_FMT_RGB24);
        }
        BytePointer rows = rgb.data(0);
        for (int y = 0; y < height; y++) {
            rows.getPointer((long) y * rgb.linesize(0)).put(pixels, y * width * RGB, width * RGB);
        }
        return rgb;
    }

    private void closeMapped() {
        if (mapped != null) {
            mapped.close();
            mapped = null;
        }
    }

    @Override
    public void close() {
        closeMapped();
        if (rgb != null) {
            av_frame_free(rgb);
        }
        sws_freeContext(context);
        av_frame_free(made);
    }
}
