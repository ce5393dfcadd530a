package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NOPARSE;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVPROBE_SCORE_RETRY;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_ANY;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Takes one container apart into packets. It can open no other file. For one thread. */
final class Demuxer implements AutoCloseable {
    private static final int PROBE_BYTES = 1 << 20;
    private static final int MAX_PROBE_PACKETS = 2500;

    /** Pictures may come long after the sound that belongs to them; the bytes are bounded too. */
    private static final long MAX_ANALYZE_US = 60_000_000;

    private final SourceIo io;
    private final ReaderLimits limits;
    private final String name;
    private final Container container;
    private final AVFormatContext format;
    private int lastError;
    private long furthestRead;
    private int oversized;
    private ClockResets resets;

    /**
     * @param name of the file, for sentences that people read
     * @param edits whether an MP4's edit lists count
     */
    Demuxer(SourceIo io, String name, ReaderLimits limits, boolean edits)
            throws RejectedInput, IOException {
        this.io = io;
        this.limits = limits;
        this.name = name;
        AVInputFormat input = probe();
        this.container = allowed(input);
        if (container == Container.MP4 && Diagnosis.stillPicture(io.source())) {
            throw Rejections.stillPicture(name);
        }
        this.format = Ffmpeg.allocated(avformat_alloc_context());
        configure();
        int opened = open(input, edits);
        if (opened < 0) {
            // FFmpeg has freed the context.
            io.check();
            throw Diagnosis.unopened(name, container, opened, io.source());
        }
        try {
            learnStreams();
            furthestRead = container == Container.MATROSKA ? io.position() : 0;
        } catch (RejectedInput | IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private int open(AVInputFormat input, boolean edits) {
        AVDictionary options = new AVDictionary(null);
        try {
            if (!edits && container == Container.MP4) {
                av_dict_set(options, "ignore_editlist", "1", 0);
            }
            return avformat_open_input(format, (BytePointer) null, input, options);
        } finally {
            av_dict_free(options);
        }
    }

    private AVInputFormat probe() throws RejectedInput, IOException {
        if (io.size() == 0) {
            throw new RejectedInput(
                    Reason.EMPTY_FILE, name + " has no bytes in it; upload it again.");
        }
        try (PointerPointer<AVInputFormat> found = new PointerPointer<>(1)) {
            found.put(0, null);
            int score =
                    av_probe_input_buffer2(
                            io.context(), found, (BytePointer) null, null, 0, PROBE_BYTES);
            io.check();
            AVInputFormat input = score < 0 ? null : found.get(AVInputFormat.class, 0);
            if (input == null || input.isNull() || vague(input, score)) {
                throw Rejections.notAVideo(name, io.size());
            }
            return input;
        }
    }

    /** A few bytes that look like a frame of sound are found in anything. */
    private static boolean vague(AVInputFormat input, int score) {
        Container found = Container.ofDemuxer(input.name().getString()).orElse(null);
        return (found == Container.MP3 || found == Container.ADTS) && score <= AVPROBE_SCORE_RETRY;
    }

    private Container allowed(AVInputFormat input) throws RejectedInput {
        String found = input.name().getString();
        return Container.ofDemuxer(found)
                .orElseThrow(() -> Rejections.containerNotAllowed(name, found));
    }

    private void configure() {
        format.pb(io.context());
        format.flags(format.flags() | AVFMT_FLAG_CUSTOM_IO);
        format.io_open(IoCallbacks.REFUSE_OPEN);
        format.interrupt_callback().callback(IoCallbacks.INTERRUPT);
        format.interrupt_callback().opaque(io.handle());
        // No protocol has this name: whatever a demuxer asks for, it gets nothing.
        format.protocol_whitelist(copyOf("none"));
        format.format_whitelist(copyOf(container.demuxer()));
        format.codec_whitelist(copyOf(Codecs.DECODERS));
        format.max_streams(limits.maxStreams());
        format.probesize(limits.probeBytes());
        format.max_analyze_duration(MAX_ANALYZE_US);
        format.max_probe_packets(MAX_PROBE_PACKETS);
    }

    private static BytePointer copyOf(String text) {
        try (BytePointer bytes = new BytePointer(text)) {
            return Ffmpeg.allocated(av_strdup(bytes));
        }
    }

    private void learnStreams() throws RejectedInput, IOException {
        checkSizes();
        int streams = format.nb_streams();
        PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams));
        try {
            for (int i = 0; i < streams; i++) {
                AVDictionary own = new AVDictionary(null);
                av_dict_set(own, "threads", "1", 0);
                av_dict_set(own, "max_pixels", Long.toString(limits.maxPixels()), 0);
                options.put(i, own);
            }
            int got = avformat_find_stream_info(format, options);
            io.check();
            if (got < 0) {
                throw Diagnosis.unopened(name, container, got, io.source());
            }
            checkSizes();
        } finally {
            for (int i = 0; i < streams; i++) {
                AVDictionary own = options.get(AVDictionary.class, i);
                if (own != null) {
                    av_dict_free(own);
                }
            }
            options.close();
        }
    }

    private void checkSizes() throws RejectedInput {
        for (int i = 0; i < format.nb_streams(); i++) {
            long width = format.streams(i).codecpar().width();
            long height = format.streams(i).codecpar().height();
            if (width * height > limits.maxPixels()) {
                throw Rejections.tooLarge(name, width, height, limits);
            }
        }
    }

    AVFormatContext format() {
        return format;
    }

    Container container() {
        return container;
    }

    AVStream stream(int index) {
        return format.streams(index);
    }

    /** Whether a track has samples, but none that is to be read: an edit list leaves none. */
    boolean unlists(int index) {
        return container == Container.MP4
                && stream(index).nb_frames() > 0
                && avformat_index_get_entries_count(stream(index)) == 0;
    }

    /** Whether an MP4 is in fragments, of which an index may know only the first. */
    boolean fragmented() throws IOException {
        return new Boxes(io.source()).next("moof");
    }

    /** Takes packets of other tracks than the one that is read. */
    interface Others {
        /** The packet is the caller's, who empties it. */
        void met(AVPacket packet);
    }

    /** Packets of other tracks are dropped as early as the container allows. */
    void only(Set<Integer> indexes) {
        for (int i = 0; i < format.nb_streams(); i++) {
            format.streams(i).discard(indexes.contains(i) ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    /** Likewise, and times are those of this track. */
    void only(int index) {
        only(Set.of(index));
        if (container.soughtByByte() && resets == null) {
            AVRational base = stream(index).time_base();
            resets = new ClockResets((double) base.num() / base.den());
        }
    }

    /** Packets of all tracks are wanted. */
    void all() {
        for (int i = 0; i < format.nb_streams(); i++) {
            format.streams(i).discard(AVDISCARD_DEFAULT);
        }
    }

    /** How often the clock of the stream was set anew, as far as it was read. */
    int clockResets() {
        return resets == null ? 0 : resets.count();
    }

    /** Whether pictures' bytes are looked into; takes effect with the next seek. */
    void parsing(boolean wanted) {
        int others = format.flags() & ~AVFMT_FLAG_NOPARSE;
        format.flags(wanted ? others : others | AVFMT_FLAG_NOPARSE);
    }

    /**
     * Reads the next packet of one track.
     *
     * @param packet filled; the caller unreferences it
     * @return false at the end of the file or of what can be read of it
     */
    boolean read(int index, AVPacket packet) throws RejectedInput, IOException {
        return read(index, packet, other -> {});
    }

    /** The same; packets of other tracks that are wanted are handed on. */
    boolean read(int index, AVPacket packet, Others others) throws RejectedInput, IOException {
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
    boolean own(AVPacket packet) {
        if (resets != null) {
            resets.apply(packet);
        }
        boolean fits = packet.size() <= limits.maxPacketBytes();
        oversized += fits ? 0 : 1;
        return fits;
    }

    /** Puts the times of a packet of another track on the clock of the one that is read. */
    void carry(AVPacket packet) {
        if (resets != null) {
            AVRational base = stream(packet.stream_index()).time_base();
            resets.carry(packet, (double) base.num() / base.den());
        }
    }

    /** Reads the next packet of any track that is wanted; else as for one. */
    boolean read(AVPacket packet) throws RejectedInput, IOException {
        while (true) {
            int got = io.late() ? AVERROR_EXIT() : av_read_frame(format, packet);
            if (got >= 0) {
                furthestRead = Math.max(furthestRead, packet.pos());
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

    /** How many packets were left out because they are over the limit. */
    int oversized() {
        return oversized;
    }

    /** No packet that was read begins behind this byte. */
    long furthestRead() {
        return furthestRead;
    }

    /** FFmpeg's code of what ended reading last, 0 before that. */
    int lastError() {
        return lastError;
    }

    /** Whether reading ended with an error of the container instead of its end. */
    boolean endedInError() {
        return lastError < 0 && lastError != AVERROR_EOF();
    }

    /**
     * Goes back to the first packet, whether or not it is a key frame's.
     *
     * @param firstTicks decoding time of the first packet
     */
    void rewind(int index, long firstTicks) throws IOException {
        if (container.soughtByByte()
                || !(seek(index, firstTicks, AVSEEK_FLAG_BACKWARD)
                        || seek(index, firstTicks, AVSEEK_FLAG_BACKWARD | AVSEEK_FLAG_ANY))) {
            seekByte(0);
        }
    }

    /** Seeks to the last place at or before a time where decoding can start. */
    boolean seekTime(int index, long ticks) throws IOException {
        return seek(index, ticks, AVSEEK_FLAG_BACKWARD);
    }

    private boolean seek(int index, long ticks, int flags) throws IOException {
        int done = av_seek_frame(format, index, ticks, flags);
        io.check();
        return done >= 0;
    }

    boolean seekByte(long position) throws IOException {
        if (resets != null) {
            resets.sought();
        }
        int done = av_seek_frame(format, -1, position, AVSEEK_FLAG_BYTE);
        io.check();
        return done >= 0;
    }

    /** Frees the container's state; the I/O below it stays open. */
    @Override
    public void close() {
        avformat_close_input(format);
    }
}
