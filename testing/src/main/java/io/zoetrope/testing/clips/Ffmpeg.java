package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.zoetrope.domain.Rational;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** The little that every call into FFmpeg needs. */
final class Ffmpeg {
    private static final int MESSAGE_BYTES = 256;

    static {
        av_log_set_level(AV_LOG_ERROR);
    }

    private Ffmpeg() {}

    /**
     * @throws IllegalStateException if the result of a call says that it failed
     */
    static int check(int result, String what) {
        if (result >= 0) {
            return result;
        }
        try (BytePointer message = new BytePointer(MESSAGE_BYTES)) {
            av_strerror(result, message, MESSAGE_BYTES);
            throw new IllegalStateException(what + ": " + message.getString());
        }
    }

    /** A pointer that FFmpeg could not give is a null pointer. */
    static <P extends org.bytedeco.javacpp.Pointer> P check(P pointer, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new IllegalStateException("FFmpeg has no " + what);
        }
        return pointer;
    }

    static AVRational rational(int numerator, int denominator) {
        return new AVRational().num(numerator).den(denominator);
    }

    static AVRational rational(Rational r) {
        return rational(r.numerator(), r.denominator());
    }
}
