package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DESCRIPTIONS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_VISUAL_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_DOWN;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_NEAR_INF;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_rnd;

import io.zoetrope.media.ffmpeg.container.Container;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The track that is heard, as plain numbers.
 *
 * @param index of the stream in the container
 * @param tickNum numerator of the seconds of a tick
 * @param tickDen denominator
 * @param originUs media time 0 on FFmpeg's clock of the file
 * @param startTicks of the first packet, or no time
 * @param rate samples a second that the container says, 0 if none
 * @param frameSamples of which each packet has a whole number of, 0 if there is no such number
 * @param padding samples at the start that are not heard, as far as the container says
 * @param counted whether the file has no times of its own: samples are counted
 */
public record SoundTrack(
        int index,
        long tickNum,
        long tickDen,
        long originUs,
        long startTicks,
        int rate,
        int frameSamples,
        int padding,
        boolean counted) {
    /** Shortest packet of Opus (RFC 6716): 2.5 ms of 48 kHz. */
    private static final int OPUS_SAMPLES = 120;

    private static final long SECOND_US = 1_000_000;
    private static final long NEAR_SECONDS = 60;
    private static final int ASIDE =
            AV_DISPOSITION_COMMENT | AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_DESCRIPTIONS;

    public static SoundTrack of(AVFormatContext format, int index, long originUs) {
        AVStream stream = format.streams(index);
        String container = format.iformat().name().getString();
        return new SoundTrack(
                index,
                stream.time_base().num(),
                Math.max(1, stream.time_base().den()),
                originUs,
                stream.start_time(),
                Math.max(0, stream.codecpar().sample_rate()),
                frameSamples(stream),
                Math.max(0, stream.codecpar().initial_padding()),
                container.equals(Container.ADTS.demuxer())
                        || container.equals(Container.MP3.demuxer()));
    }

    private static int frameSamples(AVStream stream) {
        AVCodecParameters codec = stream.codecpar();
        if (codec.codec_id() == AV_CODEC_ID_OPUS) {
            return OPUS_SAMPLES;
        }
        boolean flac = codec.codec_id() == AV_CODEC_ID_FLAC;
        return flac && codec.frame_size() == 0 ? flacBlock(codec) : Math.max(0, codec.frame_size());
    }

    /** FLAC says the least and the most samples of a block: RFC 9639, 8.2. */
    private static int flacBlock(AVCodecParameters codec) {
        if (codec.extradata_size() < 2 * Short.BYTES) {
            return 0;
        }
        byte[] head = new byte[2 * Short.BYTES];
        codec.extradata().get(head);
        ByteBuffer sizes = ByteBuffer.wrap(head);
        int least = Short.toUnsignedInt(sizes.getShort());
        return least == Short.toUnsignedInt(sizes.getShort()) ? least : 0;
    }

    /**
     * Number of the first sample of the first packet, counted from media time 0: as exactly as is
     * known.
     */
    public long origin(int samplesPerSecond) {
        long told = sample(startTicks, samplesPerSecond);
        return Math.abs(told + padding) <= tickSamples(samplesPerSecond) + 1 ? -padding : told;
    }

    /**
     * Chooses as a player does: what can be decoded, no commentary, the default one, the first.
     *
     * @return the stream's index, or -1 if there is no sound
     */
    public static int choose(AVFormatContext format) {
        int best = -1;
        int most = -1;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            if (stream.codecpar().codec_type() != AVMEDIA_TYPE_AUDIO) {
                continue;
            }
            int worth = avcodec_find_decoder(stream.codecpar().codec_id()) != null ? 4 : 0;
            worth += (stream.disposition() & ASIDE) == 0 ? 2 : 0;
            worth += (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? 1 : 0;
            if (worth > most) {
                most = worth;
                best = i;
            }
        }
        return best;
    }

    /** Media time of a tick, rounded down. */
    public long us(long ticks) {
        return av_rescale_rnd(ticks, tickNum * SECOND_US, tickDen, AV_ROUND_DOWN) - originUs;
    }

    /** Whether a later tick is within a minute of another. */
    public boolean isNear(long ticks, long later) {
        long apart = later - ticks;
        return apart >= 0 && apart / tickDen <= NEAR_SECONDS / Math.max(1, tickNum);
    }

    /** Tick at or before a media time. */
    public long ticks(long us) {
        return av_rescale_rnd(us + originUs, tickDen, tickNum * SECOND_US, AV_ROUND_DOWN);
    }

    /** Number of the sample at a tick, counted from media time 0. */
    public long sample(long ticks, int samplesPerSecond) {
        return av_rescale_rnd(ticks, tickNum * samplesPerSecond, tickDen, AV_ROUND_NEAR_INF)
                - av_rescale_rnd(originUs, samplesPerSecond, SECOND_US, AV_ROUND_NEAR_INF);
    }

    /** Samples that a tick lasts, at least 1. */
    public long tickSamples(int samplesPerSecond) {
        return Math.max(1, tickNum * samplesPerSecond / tickDen);
    }

    /** Media time of the first sample; 0 if it is not known. */
    public long startUs() {
        return startTicks == AV_NOPTS_VALUE ? 0 : us(startTicks);
    }
}
