package io.zoetrope.media.ffmpeg.sound;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Packets that were met before they are of use: bounded. For one thread. */
public final class PacketQueue implements AutoCloseable {
    /** About what a packet takes beside its bytes. */
    private static final int OVERHEAD_BYTES = 256;

    private final int mostPackets;
    private final long mostBytes;
    private final Deque<AVPacket> packets = new ArrayDeque<>();
    private long bytes;
    private int marked;

    public PacketQueue(int mostPackets, long mostBytes) {
        this.mostPackets = mostPackets;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes what a packet holds, which is then empty.
     *
     * @return false if there is no room: the packet stays as it is
     */
    public boolean add(AVPacket packet) {
        long more = packet.size() + (long) OVERHEAD_BYTES;
        if (packets.size() >= mostPackets || bytes + more > mostBytes) {
            return false;
        }
        AVPacket own = Ffmpeg.allocated(av_packet_alloc());
        av_packet_move_ref(own, packet);
        packets.add(own);
        bytes += more;
        return true;
    }

    /**
     * Gives the first.
     *
     * @param into an empty packet
     * @return false if there is none
     */
    public boolean poll(AVPacket into) {
        AVPacket own = packets.poll();
        if (own == null) {
            return false;
        }
        bytes -= own.size() + (long) OVERHEAD_BYTES;
        marked = Math.max(0, marked - 1);
        av_packet_move_ref(into, own);
        av_packet_free(own);
        return true;
    }

    /** What it holds now stays when it is taken back to here. */
    void mark() {
        marked = packets.size();
    }

    /** Drops what came since it was marked. */
    void backToMark() {
        while (packets.size() > marked) {
            AVPacket own = packets.pollLast();
            bytes -= own.size() + (long) OVERHEAD_BYTES;
            av_packet_free(own);
        }
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    @Override
    public void close() {
        for (AVPacket packet : packets) {
            av_packet_free(packet);
        }
        packets.clear();
        bytes = 0;
        marked = 0;
    }
}
