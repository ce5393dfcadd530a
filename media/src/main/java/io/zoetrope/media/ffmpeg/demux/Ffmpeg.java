package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** Process-wide settings of FFmpeg's libraries, and its error codes. */
public final class Ffmpeg {
    /** POSIX numbers as FFmpeg returns them. */
    static final int EIO = -5;

    public static final int EAGAIN = -11;
    static final int ENOMEM = -12;
    public static final int EINVAL = -22;
    static final int EPERM = -1;
    static final int ENOSYS = -38;

    /** No single native block is larger: a hostile header cannot ask for more. */
    private static final long MAX_BLOCK_BYTES = 512L << 20;

    private static final int MESSAGE_BYTES = 128;

    static {
        Loader.load(avformat.class);
        Loader.load(avcodec.class);
        Loader.load(swscale.class);
        Loader.load(swresample.class);
        Loader.load(avfilter.class);
        av_log_set_level(AV_LOG_QUIET);
        av_max_alloc(MAX_BLOCK_BYTES);
    }

    private Ffmpeg() {}

    /** Runs the static block: every class that calls into the libraries first comes here. */
    public static void load() {}

    /** FFmpeg's own words for an error code. */
    public static String message(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** For calls that fail only if this process does something wrong. */
    public static void require(int code, String what) {
        if (code < 0) {
            throw new IllegalStateException("FFmpeg could not " + what + ": " + message(code));
        }
    }

    public static <T> T allocated(T pointer) {
        if (pointer == null) {
            throw new OutOfMemoryError("FFmpeg could not allocate native memory");
        }
        return pointer;
    }
}
