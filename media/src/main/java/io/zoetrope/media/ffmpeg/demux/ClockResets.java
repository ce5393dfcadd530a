package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Carries a track's time on where the clock of its stream is set anew, as when recordings were
 * joined: what follows comes right after what came before. Streams only that are read by position
 * (ISO/IEC 13818-1); what was learnt at a position holds whenever it is read again. For one thread.
 */
final class ClockResets {
    /** Decoding times never go back but by mistakes of rounding. */
    private static final double MOST_BACK_SECONDS = 0.1;

    /** A still may stand for minutes without a clock being set. */
    private static final double MOST_FORWARD_SECONDS = 600;

    /** A stream whose clock is set more often has no clock. */
    private static final int MOST = 10_000;

    private final double secondsPerTick;
    private final long mostBackTicks;
    private final long mostForwardTicks;
    private final NavigableMap<Long, Long> offsets = new TreeMap<>(Map.of(0L, 0L));
    private long offset;
    private long nextTicks = AV_NOPTS_VALUE;

    /**
     * @param secondsPerTick of the track's times
     */
    ClockResets(double secondsPerTick) {
        this.secondsPerTick = secondsPerTick;
        mostBackTicks = Math.round(MOST_BACK_SECONDS / secondsPerTick);
        mostForwardTicks = Math.round(MOST_FORWARD_SECONDS / secondsPerTick);
    }

    /** Reading goes on from another place. */
    void sought() {
        nextTicks = AV_NOPTS_VALUE;
    }

    /** How often the clock was set, as far as the stream was read. */
    int count() {
        return offsets.size() - 1;
    }

    /** Changes the packet's times to those of one clock. */
    void apply(AVPacket packet) {
        if (packet.pos() >= 0) {
            offset = offsets.floorEntry(packet.pos()).getValue();
        }
        if (packet.dts() != AV_NOPTS_VALUE) {
            follow(packet);
            packet.dts(packet.dts() + offset);
            nextTicks = packet.dts() + Math.max(1, packet.duration());
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + offset);
        }
    }

    /**
     * Changes the times of another track's packet likewise.
     *
     * @param itsSecondsPerTick of that track
     */
    void carry(AVPacket packet, double itsSecondsPerTick) {
        long itsOffset = packet.pos() >= 0 ? offsets.floorEntry(packet.pos()).getValue() : offset;
        long ticks = Math.round(itsOffset * (secondsPerTick / itsSecondsPerTick));
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + ticks);
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + ticks);
        }
    }

    private void follow(AVPacket packet) {
        long ahead = nextTicks == AV_NOPTS_VALUE ? 0 : packet.dts() + offset - nextTicks;
        if ((ahead < -mostBackTicks || ahead > mostForwardTicks)
                && packet.pos() >= 0
                && offsets.size() <= MOST) {
            offset -= ahead;
            offsets.put(packet.pos(), offset);
        }
    }
}
