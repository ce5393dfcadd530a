package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_IGNIDX;
import static org.bytedeco.ffmpeg.global.avformat.AVPROBE_SCORE_RETRY;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.container.Container;
import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Recognises the container of one source and opens FFmpeg's demuxer over it, which can open no
 * other file. For one thread.
 */
final class FormatOpener {
    private static final int PROBE_BYTES = 1 << 20;
    private static final int MAX_PROBE_PACKETS = 2500;

    /** Pictures may come long after the sound that belongs to them; the bytes are bounded too. */
    private static final long MAX_ANALYZE_US = 60_000_000;

    private final SourceIo io;
    private final String name;
    private final ReaderLimits limits;
    private final boolean edits;
    private final AVInputFormat input;
    private final Container container;

    /**
     * @param name of the file, for sentences that people read
     * @param edits whether an MP4's edit lists count
     */
    FormatOpener(SourceIo io, String name, ReaderLimits limits, boolean edits)
            throws RejectedInput, IOException {
        this.io = io;
        this.name = name;
        this.limits = limits;
        this.edits = edits;
        this.input = recognised();
        this.container = allowed();
        if (container == Container.MP4 && Diagnosis.stillPicture(io.source())) {
            throw Rejections.stillPicture(name);
        }
    }

    Container container() {
        return container;
    }

    private AVInputFormat recognised() throws RejectedInput, IOException {
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
            AVInputFormat format = score < 0 ? null : found.get(AVInputFormat.class, 0);
            if (format == null || format.isNull() || vague(format, score)) {
                throw Rejections.notAVideo(name, io.size());
            }
            return format;
        }
    }

    /** A few bytes that look like a frame of sound are found in anything. */
    private static boolean vague(AVInputFormat format, int score) {
        Container found = Container.ofDemuxer(format.name().getString()).orElse(null);
        return (found == Container.MP3 || found == Container.ADTS) && score <= AVPROBE_SCORE_RETRY;
    }

    private Container allowed() throws RejectedInput {
        String found = input.name().getString();
        return Container.ofDemuxer(found)
                .orElseThrow(() -> Rejections.containerNotAllowed(name, found));
    }

    /**
     * Opens it and learns what its tracks are.
     *
     * @param inFragments whether an MP4's fragments are read as they come instead of walking to the
     *     last one first
     */
    AVFormatContext open(boolean inFragments) throws RejectedInput, IOException {
        AVFormatContext format = begun(inFragments);
        int opened = open(format);
        if (opened < 0) {
            // FFmpeg has freed the context.
            io.check();
            throw Diagnosis.unopened(name, container, opened, io.source());
        }
        try {
            learnStreams(format);
            return format;
        } catch (RejectedInput | IOException | RuntimeException | Error e) {
            avformat_close_input(format);
            throw e;
        }
    }

    /**
     * Opens an MP4 again, whose source shows a later fragment as its first. What its tracks are was
     * learnt before; a rate that is guessed from the first packets stays as it was guessed then.
     *
     * @return null if it cannot be opened
     */
    AVFormatContext openAgain(AVFormatContext before) throws IOException {
        int streams = before.nb_streams();
        AVFormatContext format = begun(true);
        if (open(format) < 0) {
            // FFmpeg has freed the context.
            io.check();
            return null;
        }
        try {
            // An interrupted thread, or bytes that the demuxer could do without.
            io.check();
        } catch (IOException | RuntimeException | Error e) {
            avformat_close_input(format);
            throw e;
        }
        if (format.nb_streams() != streams) {
            avformat_close_input(format);
            return null;
        }
        for (int i = 0; i < streams; i++) {
            AVStream known = before.streams(i);
            AVStream stream = format.streams(i);
            stream.avg_frame_rate(known.avg_frame_rate()).r_frame_rate(known.r_frame_rate());
            stream.discard(known.discard());
        }
        return format;
    }

    private int open(AVFormatContext format) {
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

    private AVFormatContext begun(boolean inFragments) {
        AVFormatContext format = Ffmpeg.allocated(avformat_alloc_context());
        format.pb(io.context());
        int own = AVFMT_FLAG_CUSTOM_IO | (inFragments ? AVFMT_FLAG_IGNIDX : 0);
        format.flags(format.flags() | own);
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
        return format;
    }

    private static void decodeWith(AVFormatContext format, String decoders) {
        av_free(format.codec_whitelist());
        format.codec_whitelist(copyOf(decoders));
    }

    private static BytePointer copyOf(String text) {
        try (BytePointer bytes = new BytePointer(text)) {
            return Ffmpeg.allocated(av_strdup(bytes));
        }
    }

    private void learnStreams(AVFormatContext format) throws RejectedInput, IOException {
        checkSizes(format);
        KnownCodings known = container == Container.MP4 ? KnownCodings.of(format) : null;
        if (known != null) {
            decodeWith(format, known.decodersAfterFilling());
        }
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
            checkSizes(format);
            if (known != null) {
                known.keep();
            }
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

    private void checkSizes(AVFormatContext format) throws RejectedInput {
        for (int i = 0; i < format.nb_streams(); i++) {
            long width = format.streams(i).codecpar().width();
            long height = format.streams(i).codecpar().height();
            if (width * height > limits.maxPixels()) {
                throw Rejections.tooLarge(name, width, height, limits);
            }
        }
    }
}
