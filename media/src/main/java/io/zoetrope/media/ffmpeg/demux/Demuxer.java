package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NOPARSE;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_ANY;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.container.Boxes;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.container.Fragments;
import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Takes one container apart into packets. It can open no other file. For one thread. */
public final class Demuxer implements AutoCloseable {
    private final SourceIo io;
    private final ReaderLimits limits;
    private final String name;
    private final FormatOpener opener;
    private final Fragments fragments;
    private AVFormatContext format;
    private int lastError;
    private long furthestRead;
    private int oversized;
    private ClockResets resets;

    /**
     * @param name of the file, for sentences that people read
     * @param edits whether an MP4's edit lists count
     * @param byFragment whether an MP4 in fragments that has no index of them is sought by the
     *     place of a fragment ({@link #seekByte}), which needs no walk over all of them
     */
    public Demuxer(SourceIo io, String name, ReaderLimits limits, boolean edits, boolean byFragment)
            throws RejectedInput, IOException {
        this.io = io;
        this.limits = limits;
        this.name = name;
        this.opener = new FormatOpener(io, name, limits, edits);
        boolean mayBe = byFragment && opener.container() == Container.MP4;
        this.fragments = mayBe ? Fragments.of(io.source()) : null;
        this.format = opener.open(fragments != null);
        furthestRead = container() == Container.MATROSKA ? io.position() : 0;
    }

    public AVFormatContext format() {
        return format;
    }

    public Container container() {
        return opener.container();
    }

    /** Fragments by whose place it is sought, or null. */
    public Fragments fragments() {
        return fragments;
    }

    /** Whether it is sought by {@link #seekByte}: in the middle it has no index of times. */
    boolean soughtByByte() {
        return fragments != null || container().soughtByByte();
    }

    public AVStream stream(int index) {
        return format.streams(index);
    }

    /** Whether a track has samples, but none that is to be read: an edit list leaves none. */
    public boolean unlists(int index) {
        return container() == Container.MP4
                && stream(index).nb_frames() > 0
                && avformat_index_get_entries_count(stream(index)) == 0;
    }

    /** Whether an MP4 is in fragments, of which an index may know only the first. */
    public boolean fragmented() throws IOException {
        return new Boxes(io.source()).next("moof");
    }

    /** Takes packets of other tracks than the one that is read. */
    public interface Others {
        /** The packet is the caller's, who empties it. */
        void met(AVPacket packet);
    }

    /** Packets of other tracks are dropped as early as the container allows. */
    public void only(Set<Integer> indexes) {
        for (int i = 0; i < format.nb_streams(); i++) {
            format.streams(i).discard(indexes.contains(i) ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    /** Likewise, and times are those of this track. */
    public void only(int index) {
        only(Set.of(index));
        if (container().soughtByByte() && resets == null) {
            AVRational base = stream(index).time_base();
            resets = new ClockResets((double) base.num() / base.den());
        }
    }

    /** Packets of all tracks are wanted. */
    public void all() {
        for (int i = 0; i < format.nb_streams(); i++) {
            format.streams(i).discard(AVDISCARD_DEFAULT);
        }
    }

    /** How often the clock of the stream was set anew, as far as it was read. */
    public int clockResets() {
        return resets == null ? 0 : resets.count();
    }

    /** Whether pictures' bytes are looked into; takes effect with the next seek. */
    public void parsing(boolean wanted) {
        int others = format.flags() & ~AVFMT_FLAG_NOPARSE;
        format.flags(wanted ? others : others | AVFMT_FLAG_NOPARSE);
    }

    /**
     * Reads the next packet of one track.
     *
     * @param packet filled; the caller unreferences it
     * @return false at the end of the file or of what can be read of it
     */
    public boolean read(int index, AVPacket packet) throws RejectedInput, IOException {
        return read(index, packet, other -> {});
    }

    /** The same; packets of other tracks that are wanted are handed on. */
    public boolean read(int index, AVPacket packet, Others others)
            throws RejectedInput, IOException {
        while (read(packet)) {
            if (packet.stream_index() != index) {
                carry(packet);
                others.met(packet);
            } else if (own(packet)) {
                return true;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    /**
     * Puts the times of a packet of the track in order that was read with all.
     *
     * @return whether it is within the limit
     */
    public boolean own(AVPacket packet) {
        if (resets != null) {
            resets.apply(packet);
        }
        boolean fits = packet.size() <= limits.maxPacketBytes();
        oversized += fits ? 0 : 1;
        return fits;
    }

    /** Puts the times of a packet of another track on the clock of the one that is read. */
    public void carry(AVPacket packet) {
        if (resets != null) {
            AVRational base = stream(packet.stream_index()).time_base();
            resets.carry(packet, (double) base.num() / base.den());
        }
    }

    /** Reads the next packet of any track that is wanted; else as for one. */
    public boolean read(AVPacket packet) throws RejectedInput, IOException {
        while (true) {
            int got = io.late() ? AVERROR_EXIT() : av_read_frame(format, packet);
            if (got >= 0) {
                // A walk over an index that was there has read nothing of the file.
                furthestRead = io.isUnread() ? furthestRead : Math.max(furthestRead, packet.pos());
                return true;
            }
            io.check();
            if (io.late()) {
                throw Rejections.tooSlow(name);
            }
            if (got != Ffmpeg.EAGAIN) {
                lastError = got;
                return false;
            }
        }
    }

    /** Where the packet is that is to be read after the next seek; it need not be so. */
    public void expect(long position, int bytes) throws IOException {
        if (bytes > 0 && bytes <= limits.maxPacketBytes()) {
            io.expect(position, bytes);
        }
    }

    /** How many packets were left out because they are over the limit. */
    public int oversized() {
        return oversized;
    }

    /** No packet that was read begins behind this byte. */
    public long furthestRead() {
        return furthestRead;
    }

    /** FFmpeg's code of what ended reading last, 0 before that. */
    int lastError() {
        return lastError;
    }

    /** Whether reading ended with an error of the container instead of its end. */
    public boolean endedInError() {
        return lastError < 0 && lastError != AVERROR_EOF();
    }

    /**
     * Goes back to the first packet, whether or not it is a key frame's.
     *
     * @param firstTicks decoding time of the first packet
     */
    public void rewind(int index, long firstTicks) throws RejectedInput, IOException {
        if (soughtByByte()
                || !(seek(index, firstTicks, AVSEEK_FLAG_BACKWARD)
                        || seek(index, firstTicks, AVSEEK_FLAG_BACKWARD | AVSEEK_FLAG_ANY))) {
            seekByte(0);
        }
    }

    /** Seeks to the last place at or before a time where decoding can start. */
    public boolean seekTime(int index, long ticks) throws IOException {
        return seek(index, ticks, AVSEEK_FLAG_BACKWARD);
    }

    private boolean seek(int index, long ticks, int flags) throws IOException {
        int done = av_seek_frame(format, index, ticks, flags);
        io.check();
        return done >= 0;
    }

    /**
     * Goes to a place in the file: of a fragment, or 0, if there are {@link #fragments}.
     *
     * @return false if nothing can be read there
     */
    public boolean seekByte(long position) throws RejectedInput, IOException {
        if (fragments != null) {
            boolean shown = show(position);
            if (!shown) {
                show(0);
            }
            return shown;
        }
        if (resets != null) {
            resets.sought();
        }
        int done = av_seek_frame(format, -1, position, AVSEEK_FLAG_BYTE);
        io.check();
        return done >= 0;
    }

    /** Opens the file anew, with nothing between its header and a fragment. */
    private boolean show(long position) throws RejectedInput, IOException {
        io.show(fragments.from(position));
        AVFormatContext again = opener.openAgain(format);
        if (again == null && position == 0) {
            throw Rejections.malformed(name, container(), lastError);
        }
        if (again != null) {
            int flags = format.flags();
            avformat_close_input(format);
            format = again;
            format.flags(flags);
        }
        return again != null;
    }

    /** Frees the container's state; the I/O below it stays open. */
    @Override
    public void close() {
        avformat_close_input(format);
    }
}
