package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * Says that pictures cannot go into HLS as they are, and have to be encoded: only what every
 * browser decodes is copied, on a clock that HLS can show.
 */
final class NotCopied extends Exception {
    private static final long serialVersionUID = 1L;

    NotCopied(String why) {
        super(why);
    }

    /**
     * @throws NotCopied if no segment of the video can be copied
     */
    static void check(OpenedVideo video) throws NotCopied {
        AVCodecParameters codec = video.demuxer().stream(video.track().index()).codecpar();
        int format = codec.format();
        boolean plain = format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
        if (codec.codec_id() != AV_CODEC_ID_H264 || !plain || codec.extradata_size() == 0) {
            throw new NotCopied("no H.264 of 8 bits that every browser plays");
        }
        if (!video.track().orientation().equals(Orientation.UPRIGHT)) {
            throw new NotCopied("shown turned");
        }
        if (video.start().untimed()) {
            throw untimed();
        }
        if (!video.start().keyFrame() || video.clock().firstUs() < 0) {
            throw new NotCopied("does not begin with the key frame that is shown first");
        }
    }

    static NotCopied untimed() {
        return new NotCopied("pictures without a time of presentation");
    }

    /** Whether a track of sound is copied. */
    static boolean isSoundCopied(AVCodecParameters codec) {
        return codec.codec_id() == AV_CODEC_ID_AAC
                && codec.extradata_size() >= 2
                && codec.sample_rate() > 0
                && codec.ch_layout().nb_channels() <= 2;
    }
}
