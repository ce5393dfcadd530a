package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Packets of the pictures on their way into the decoder, and what went wrong there. For one thread.
 */
final class DecoderFeed {
    /** After so many damaged packets in a row the rest is taken as unreadable. */
    private static final int MOST_ERRORS_IN_A_ROW = 300;

    private final OpenedVideo video;
    private final TrackPackets packets;
    private ReadRequest request;
    private Damage damage;
    private Damage laterDamage;
    private boolean drained;
    private boolean fileEnded;
    private int errorsInARow;
    private long sentUs;
    private long packetsEndUs = Long.MIN_VALUE;

    DecoderFeed(OpenedVideo video, ReadRequest request) {
        this.video = video;
        this.packets = new TrackPackets(video);
        this.request = request;
        this.damage = new Damage(video.name());
        this.laterDamage = new Damage(video.name());
    }

    /** The demuxer stands elsewhere, where nothing was read yet. */
    void begin() {
        restart();
        sentUs = Long.MIN_VALUE;
    }

    /** The demuxer stands elsewhere. */
    void restart() {
        video.decoder().flush();
        packets.restart();
        drained = false;
        fileEnded = false;
    }

    /** What goes wrong from now on belongs to a range that begins where the last one ended. */
    void goOn(ReadRequest next) {
        request = next;
        damage = laterDamage;
        laterDamage = new Damage(video.name());
    }

    /** What went wrong in the range. */
    Damage damage() {
        return damage;
    }

    /** Whether reading was given up although the file goes on. */
    boolean gaveUp() {
        return errorsInARow >= MOST_ERRORS_IN_A_ROW;
    }

    /** Whether the file ended, or what can be read of it. */
    boolean fileEnded() {
        return fileEnded;
    }

    /** Presentation time of the packet that was read last. */
    long sentUs() {
        return sentUs;
    }

    /** When the last picture of all that were read ends, as far as packets say. */
    long packetsEndUs() {
        return packetsEndUs;
    }

    /** Reads on until sound and captions of the range are there. */
    void readOn() throws RejectedInput, IOException {
        packets.readOn(request.endUs(), request.sound().tailUs());
    }

    /** Whether the next range cannot go on from here. */
    boolean lostSome() {
        return packets.lostSome();
    }

    /** Reads a packet only to see where reading stands. */
    boolean look() throws RejectedInput, IOException {
        boolean read = packets.read(video.packet());
        if (read) {
            sentUs = video.packetUs();
        }
        return read;
    }

    /**
     * Reads the next packet.
     *
     * @return false if there is no more
     */
    boolean read() throws RejectedInput, IOException {
        video.io().allow(video.limits().stallTimeout());
        boolean read = packets.read(video.packet());
        damage.oversized(packets.takeOversized());
        fileEnded = !read;
        if (read) {
            sentUs = video.packetUs();
            packetsEndUs = Math.max(packetsEndUs, video.clock().endUs(video.packet()));
        }
        return read;
    }

    /**
     * Feeds the decoder until it gives a frame.
     *
     * @return false if there is no more
     */
    boolean decode() throws RejectedInput, IOException {
        while (true) {
            int got = video.decoder().receive();
            if (got == 0) {
                errorsInARow = 0;
                return true;
            }
            if (got == AVERROR_EOF() || !feed(got)) {
                return false;
            }
        }
    }

    /** Reacts to what the decoder said: more packets, or a note of the damage. */
    private boolean feed(int got) throws RejectedInput, IOException {
        if (got != Ffmpeg.EAGAIN) {
            return damaged(got);
        }
        if (drained) {
            return false;
        }
        if (!read()) {
            drained = true;
            video.decoder().send(null);
            return true;
        }
        int sent = video.decoder().send(video.packet());
        av_packet_unref(video.packet());
        return sent >= 0 || damaged(sent);
    }

    /**
     * Decodes the packet that was read last as a stream of its own.
     *
     * @return whether it gave a frame
     */
    boolean decodeAlone(AVPacket packet) {
        int code = video.decoder().send(packet);
        if (code >= 0) {
            video.decoder().send(null);
            code = video.decoder().receive();
        }
        // Flushing keeps the frame that was received: it holds its own reference.
        video.decoder().flush();
        if (code < 0) {
            damaged(code);
            return false;
        }
        errorsInARow = 0;
        return true;
    }

    private boolean damaged(int code) {
        if (sentUs >= request.startUs()) {
            (sentUs < request.endUs() ? damage : laterDamage).decoder(code, sentUs);
        }
        return ++errorsInARow < MOST_ERRORS_IN_A_ROW;
    }

    void close() {
        packets.close();
        av_packet_unref(video.packet());
    }
}
