package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.sound.PacketQueue;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Packets of the pictures in the order of the file. Those of other tracks that are met on the way
 * go to {@link SideTracks}; those of the pictures that are met while the file is read on for the
 * others are kept. For one thread.
 */
final class TrackPackets implements AutoCloseable {
    /** Pictures of half a minute at most rates; beyond that the next range is sought. */
    private static final long MOST_KEPT_BYTES = 48L << 20;

    private static final int MOST_KEPT = 8192;

    /** Packets of one time lie this close together in a file that is read on for sound. */
    private static final long APART_US = 2_000_000;

    /** And for captions; FFmpeg hands tracks of an MP4 out within a second. */
    private static final long CAPTIONS_APART_US = 1_100_000;

    private final OpenedVideo video;
    private final SideTracks sides;
    private final PacketQueue kept = new PacketQueue(MOST_KEPT, MOST_KEPT_BYTES);
    private final AVPacket met = Ffmpeg.allocated(av_packet_alloc());
    private boolean ended;
    private boolean lostSome;
    private int oversized;
    private long metUs = Long.MIN_VALUE;

    TrackPackets(OpenedVideo video) {
        this.video = video;
        this.sides = video.sides();
        this.oversized = video.demuxer().oversized();
    }

    /** Reading begins at another place. */
    void restart() {
        kept.close();
        sides.restart();
        ended = false;
        lostSome = false;
        metUs = Long.MIN_VALUE;
    }

    /**
     * Reads the next packet of the pictures.
     *
     * @param into an empty packet
     * @return false at the end of the file or of what can be read of it
     */
    boolean read(AVPacket into) throws RejectedInput, IOException {
        if (kept.poll(into)) {
            return true;
        }
        ended = ended || !video.demuxer().read(video.track().index(), into, sides::met);
        if (!ended) {
            metUs = Math.max(metUs, timeOf(into));
        }
        return !ended;
    }

    private long timeOf(AVPacket packet) {
        boolean timed = packet.dts() != AV_NOPTS_VALUE || packet.pts() != AV_NOPTS_VALUE;
        return timed ? video.clock().us(packet) : Long.MIN_VALUE;
    }

    /** Pictures over the limit that were left out since this was last asked. */
    int takeOversized() {
        int since = video.demuxer().oversized() - oversized;
        oversized += since;
        return since;
    }

    /**
     * Reads on until the other tracks have all that the range wants of them, or none of it can
     * follow.
     */
    void readOn(long endUs, long tailUs) throws RejectedInput, IOException {
        long untilUs =
                endUs > Long.MAX_VALUE / 2
                        ? Long.MAX_VALUE
                        : sides.soundWanted()
                                ? endUs + tailUs + APART_US
                                : endUs + CAPTIONS_APART_US;
        sides.hear();
        while (!ended && metUs < untilUs && !enough(endUs)) {
            video.io().allow(video.limits().stallTimeout());
            readOne();
            sides.hear();
        }
        sides.finish(ended);
    }

    private boolean enough(long endUs) {
        return sides.soundWanted()
                && sides.satisfied()
                && (!sides.captionsWanted() || metUs - CAPTIONS_APART_US >= endUs);
    }

    private void readOne() throws RejectedInput, IOException {
        if (!video.demuxer().read(met)) {
            ended = true;
            return;
        }
        if (met.stream_index() != video.track().index()) {
            video.demuxer().carry(met);
            sides.met(met);
        } else if (video.demuxer().own(met)) {
            metUs = Math.max(metUs, timeOf(met));
            if (!lostSome && !kept.add(met)) {
                lostSome = true;
                kept.close();
            }
        }
        av_packet_unref(met);
    }

    /** Whether pictures were met that could not be kept: the next range is to be sought. */
    boolean lostSome() {
        return lostSome;
    }

    @Override
    public void close() {
        kept.close();
        av_packet_free(met);
    }
}
