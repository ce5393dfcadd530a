package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * Which tracks go into HLS as they are: what every browser decodes, on a clock that HLS can show.
 */
final class NotCopied {
    private NotCopied() {}

    /**
     * @throws RejectedInput {@code not_copied} if the pictures have to be encoded
     */
    static void check(OpenedVideo video) throws RejectedInput {
        AVCodecParameters codec = video.demuxer().stream(video.track().index()).codecpar();
        int format = codec.format();
        boolean plain = format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
        if (codec.codec_id() != AV_CODEC_ID_H264 || !plain || codec.extradata_size() == 0) {
            throw rejected(video.name(), "is no H.264 of 8 bits that every browser plays");
        }
        if (video.track().orientation().clockwiseDegrees() != 0) {
            throw rejected(video.name(), "is shown turned");
        }
        if (video.start().untimed()) {
            throw untimed(video.name());
        }
        if (!video.start().keyFrame() || video.clock().firstUs() < 0) {
            throw rejected(video.name(), "does not begin with the key frame that is shown first");
        }
    }

    static RejectedInput untimed(String name) {
        return rejected(name, "has pictures without a time of presentation");
    }

    private static RejectedInput rejected(String name, String why) {
        return new RejectedInput(
                Reason.NOT_COPIED,
                "%s %s; it would have to be encoded to be played.".formatted(name, why));
    }

    /** Whether a track of sound is copied. */
    static boolean isSoundCopied(AVCodecParameters codec) {
        return codec.codec_id() == AV_CODEC_ID_AAC
                && codec.extradata_size() >= 2
                && codec.sample_rate() > 0;
    }
}
