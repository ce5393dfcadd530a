package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_NEAR_INF;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_rnd;

import io.zoetrope.media.playback.AacConfiguration;
import io.zoetrope.media.playback.AnnexB;
import io.zoetrope.media.playback.AvcConfiguration;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.Sample;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.BytePointer;

/**
 * Transport streams of one track each (ISO/IEC 13818-1). Nothing in one is shown before it is
 * decoded, so decoding runs ahead by as much as pictures are reordered. What a decoder has to know
 * stands before each key frame.
 */
public final class TransportFiles implements TrackFiles {
    /** Behind what FFmpeg reads of a configuration. */
    private static final int PADDING = 64;

    /** Bytes of a packet of AAC; the most that a header of ADTS can say, less those of its own. */
    private static final int LEAST_SOUND = 2;

    private static final int MOST_SOUND = 8191 - 7;
    private static final byte[] NOTHING = {};

    private final TransportStream.Description description;
    private final AvcConfiguration pictures;
    private final int ticksPerSecond;
    private final long aheadTicks;

    private TransportFiles(
            TransportStream.Description description,
            AvcConfiguration pictures,
            int ticksPerSecond,
            long aheadTicks) {
        this.description = description;
        this.pictures = pictures;
        this.ticksPerSecond = ticksPerSecond;
        this.aheadTicks = aheadTicks;
    }

    /**
     * @param head an initialization segment of H.264 for the same samples
     * @param aheadTicks by which decoding runs ahead in all segments, so that it goes on evenly
     *     from one to the next; in one that needs more by more
     */
    public static TransportFiles ofPictures(byte[] head, int ticksPerSecond, long aheadTicks) {
        return new TransportFiles(
                codec -> codec.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264),
                AvcConfiguration.of(head),
                ticksPerSecond,
                aheadTicks);
    }

    public static TransportFiles ofSound(AacConfiguration coding, int ticksPerSecond) {
        byte[] plain = coding.plain();
        return new TransportFiles(
                codec -> {
                    codec.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC);
                    codec.sample_rate(coding.rate());
                    av_channel_layout_default(codec.ch_layout(), coding.channels());
                    BytePointer extra = new BytePointer(av_malloc(plain.length + PADDING));
                    extra.put(new byte[plain.length + PADDING]);
                    extra.put(plain);
                    codec.extradata(extra).extradata_size(plain.length);
                },
                null,
                ticksPerSecond,
                0);
    }

    @Override
    public void head(int track, PieceWriter writer) {
        // Each segment has all that it needs.
    }

    @Override
    public Written segment(
            int track,
            int index,
            long startTicks,
            List<Sample> samples,
            IntFunction<byte[]> bytes,
            PieceWriter writer) {
        long ahead = aheadTicks;
        for (Sample sample : samples) {
            ahead = Math.max(ahead, -sample.shownLater());
        }
        long keyBytes = 0;
        writer.begin(track, false);
        try (TransportStream stream = new TransportStream(description, writer)) {
            long decoded = startTicks;
            long before = Long.MIN_VALUE;
            for (int i = 0; i < samples.size(); i++) {
                Sample sample = samples.get(i);
                // Two ticks of a finer clock may be one of this.
                long at = Math.max(before + 1, clock(decoded - ahead));
                stream.write(
                        carried(bytes.apply(i), sample.key()),
                        Math.max(at, clock(decoded + sample.shownLater())),
                        at,
                        sample.key());
                before = at;
                keyBytes = i == 0 && sample.key() ? stream.flush() : keyBytes;
                decoded += sample.ticks();
            }
            stream.end();
        }
        long all = writer.end();
        return new Written(all, samples.size() == 1 && keyBytes > 0 ? all : keyBytes);
    }

    /** Empty if it cannot be carried. */
    private byte[] carried(byte[] data, boolean key) {
        if (pictures != null) {
            return AnnexB.withStarts(data, pictures, key);
        }
        return data.length < LEAST_SOUND || data.length > MOST_SOUND ? NOTHING : data;
    }

    private long clock(long ticks) {
        long late = (long) MadeTrack.OFFSET_SECONDS * ticksPerSecond + ticks;
        return av_rescale_rnd(
                late, TransportStream.TICKS_PER_SECOND, ticksPerSecond, AV_ROUND_NEAR_INF);
    }
}
