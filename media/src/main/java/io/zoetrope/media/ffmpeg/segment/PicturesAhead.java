package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import io.zoetrope.media.ffmpeg.demux.MediaClock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Packets of pictures that were read and are in no stretch yet, and which of them the next stretch
 * begins with. For one thread; whoever takes a packet frees it.
 */
final class PicturesAhead {
    /**
     * A coder holds back no more pictures than these (ITU-T H.264 §A.3.1, max_dec_frame_buffering).
     */
    private static final int MOST_REORDERED = 16;

    private final MediaClock clock;
    private final Deque<AVPacket> packets = new ArrayDeque<>();
    private long endUs;
    private AVPacket nextKey;
    private int behindKey;
    private boolean complete;

    PicturesAhead(MediaClock clock) {
        this.clock = clock;
    }

    /** From now on a stretch up to that time is wanted; what is there already may be all of it. */
    void want(long endUs) {
        this.endUs = endUs;
        nextKey = null;
        complete = false;
        packets.forEach(this::meet);
    }

    void add(AVPacket packet) {
        packets.add(packet);
        meet(packet);
    }

    /**
     * The stretch is over with the next one's key frame; behind it may come pictures that are shown
     * before it, so it is read on until one comes that is not.
     */
    private void meet(AVPacket packet) {
        if (nextKey != null) {
            complete |= packet.pts() > nextKey.pts() || ++behindKey == MOST_REORDERED;
        } else if (endsStretch(packet)) {
            nextKey = packet;
            behindKey = 0;
        }
    }

    private boolean endsStretch(AVPacket packet) {
        return isKey(packet) && clock.us(packet) >= endUs;
    }

    static boolean isKey(AVPacket packet) {
        return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    /** Whether no more need be read for the stretch that is wanted. */
    boolean complete() {
        return complete;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** The next one of the stretch that is wanted; null if all of it is taken. */
    AVPacket take() {
        return packets.isEmpty() || endsStretch(packets.peek()) ? null : packets.poll();
    }

    /** The first one, of whatever stretch; null if there is none. */
    AVPacket first() {
        return packets.peek();
    }

    /** When the first picture of them is shown, by the file's clock; only if there is one. */
    long firstShown() {
        long keyShown = packets.element().pts();
        return packets.stream()
                .limit(MOST_REORDERED + 1L)
                .mapToLong(AVPacket::pts)
                .takeWhile(pts -> pts <= keyShown)
                .min()
                .orElse(keyShown);
    }

    void drop() {
        // It is one of those that go.
        nextKey = null;
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
    }
}
