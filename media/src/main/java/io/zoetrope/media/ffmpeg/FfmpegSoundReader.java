package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Reads files of sound alone. Decoding can start anywhere in them; the one picture of a range is
 * drawn from its sound, if JPEGs are asked for. Pictures for models are not made.
 */
final class FfmpegSoundReader implements VideoReader {
    private static final long SECOND_US = 1_000_000;

    /** Ten years: what says that it is longer does not know. */
    private static final long LONGEST_US = 10L * 366 * 86_400 * SECOND_US;

    /** More than any coding of sound needs to be sure of itself. */
    private static final long LEAD_US = 1_000_000;

    private final String name;
    private final ReaderLimits limits;
    private final SourceIo io;
    private final Demuxer demuxer;
    private final SideTracks sides;
    private final SoundTrack track;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private MediaInfo info;
    private ReadRequest last;
    private boolean stands;
    private boolean ended;
    private long metUs;
    private boolean closed;

    private FfmpegSoundReader(
            String name, ReaderLimits limits, SourceIo io, Demuxer demuxer, SideTracks sides) {
        this.name = name;
        this.limits = limits;
        this.io = io;
        this.demuxer = demuxer;
        this.sides = sides;
        this.track = sides.soundTrack();
        this.info = describe();
    }

    /**
     * @return null if there is no sound either
     */
    static FfmpegSoundReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException {
        SourceIo io = new SourceIo(source);
        Demuxer demuxer = null;
        FfmpegSoundReader reader = null;
        try {
            io.allow(limits.openTimeout());
            demuxer = new Demuxer(io, name, limits, true, false);
            int index = SoundTrack.choose(demuxer.format());
            if (index < 0) {
                return null;
            }
            demuxer.only(index);
            checkDecoder(demuxer, index, name, limits);
            SideTracks sides = new SideTracks(demuxer, name, limits, originUs(demuxer, index));
            reader = new FfmpegSoundReader(name, limits, io, demuxer, sides);
            return reader;
        } finally {
            if (reader == null) {
                if (demuxer != null) {
                    demuxer.close();
                }
                io.close();
            }
        }
    }

    private static void checkDecoder(Demuxer demuxer, int index, String name, ReaderLimits limits)
            throws RejectedInput {
        if (VideoTrack.encrypted(demuxer.stream(index))) {
            throw Rejections.encrypted(name);
        }
        new Decoder(demuxer.stream(index), name, limits).close();
    }

    /** As for pictures: what no browser counts from its own 0 is counted from the first sound. */
    private static long originUs(Demuxer demuxer, int index) {
        AVStream stream = demuxer.stream(index);
        boolean own = demuxer.container().playedByBrowsers();
        return own || stream.start_time() == AV_NOPTS_VALUE
                ? 0
                : SoundTrack.of(demuxer.format(), index, 0).us(stream.start_time());
    }

    private MediaInfo describe() {
        AVFormatContext format = demuxer.format();
        AVStream stream = demuxer.stream(track.index());
        long startUs = Math.max(0, track.startUs());
        long toldUs =
                stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0
                        ? track.us(stream.duration()) - track.us(0)
                        : format.duration();
        // No time at all is negative too.
        long durationUs = toldUs < 0 || toldUs > LONGEST_US ? 0 : toldUs;
        return new MediaInfo(
                        startUs,
                        durationUs,
                        0,
                        0,
                        0,
                        Rational.UNKNOWN,
                        demuxer.container().demuxer(),
                        "",
                        Codecs.name(stream.codecpar()),
                        io.size())
                .beside(startUs, CaptionTracks.pictures(format));
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    /** Sound can be cut anywhere: each second, or as many as are taken. */
    @Override
    public KeyFrameIndex keyFrames() {
        long seconds = Math.max(0, info.durationUs() / SECOND_US);
        long each = SECOND_US * (1 + seconds / KeyFrameIndex.MOST);
        int count = (int) (info.durationUs() / each) + 1;
        long[] timesUs = new long[Math.min(count, KeyFrameIndex.MOST)];
        for (int i = 0; i < timesUs.length; i++) {
            timesUs[i] = info.startUs() + i * each;
        }
        return new KeyFrameIndex(timesUs, new long[0]);
    }

    /**
     * @throws RejectedInput {@code not_copied}: browsers play sound alone as it is
     */
    @Override
    public SegmentReport segment(SegmentRequest request, SegmentOutput output)
            throws RejectedInput {
        throw new RejectedInput(Reason.NOT_COPIED, name + " holds no pictures.");
    }

    @Override
    public ReadReport read(ReadRequest request, PassOutput output)
            throws RejectedInput, IOException {
        io.begin(limits.readTimeout());
        io.allow(limits.stallTimeout());
        // Where nobody listens it is decoded for its picture, and to know where it ends.
        ReadRequest heard =
                request.sound().wanted() ? request : request.withSound(SoundSampling.withTail(0));
        SoundPicture picture = new SoundPicture(request, info, output);
        boolean whole = false;
        try {
            go(heard, picture);
            readTo(heard);
            sides.finish(ended);
            int frames = picture.finish();
            whole = true;
            return report(heard, frames);
        } finally {
            io.begin(Duration.ZERO);
            last = heard;
            stands = whole;
        }
    }

    private void go(ReadRequest request, PassOutput output) throws RejectedInput, IOException {
        if (stands && request.goesOn(last)) {
            sides.goOn(request, output);
            return;
        }
        sides.begin(request, output);
        demuxer.only(new TreeSet<>(sides.indexes()));
        ended = false;
        metUs = Long.MIN_VALUE;
        long us = Math.max(track.startUs(), request.startUs() - LEAD_US);
        if (!demuxer.seekTime(track.index(), track.ticks(us))) {
            demuxer.seekByte(0);
        }
    }

    private void readTo(ReadRequest request) throws RejectedInput, IOException {
        long endUs = request.endUs();
        long untilUs =
                endUs > Long.MAX_VALUE / 2
                        ? Long.MAX_VALUE
                        : endUs + request.sound().tailUs() + LEAD_US;
        sides.hear();
        while (!ended && !sides.satisfied() && metUs < untilUs) {
            io.allow(limits.stallTimeout());
            ended = !demuxer.read(packet);
            if (!ended) {
                boolean sound = packet.stream_index() == track.index();
                boolean timed = packet.pts() != AV_NOPTS_VALUE;
                if (sound) {
                    demuxer.own(packet);
                }
                metUs = sound && timed ? Math.max(metUs, track.us(packet.pts())) : metUs;
                sides.met(packet);
                av_packet_unref(packet);
            }
            sides.hear();
        }
    }

    private ReadReport report(ReadRequest request, int frames) throws RejectedInput, IOException {
        boolean over = ended && !sides.goesOn();
        Damage damage = new Damage(name);
        long missing = over ? DeclaredLength.missingBytes(demuxer.container(), io.source()) : 0;
        Problem problem = damage.problem(frames, over, missing, demuxer.endedInError());
        long heardToUs = Math.max(request.startUs(), sides.heardToUs());
        return new ReadReport(
                frames,
                Math.min(request.endUs(), heardToUs),
                over,
                problem,
                FrameSignatures.NONE,
                sides.lines(),
                sides.losses());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sides.close();
            av_packet_free(packet);
            demuxer.close();
            io.close();
        }
    }

    /** Hands sound on to whom wants it, and draws it. */
    private static final class SoundPicture implements PassOutput {
        /** Height of the picture for a width of 16. */
        private static final int NINE = 9;

        private final ReadRequest request;
        private final PassOutput output;
        private final int width;
        private final int height;
        private final Waveform waveform;

        SoundPicture(ReadRequest request, MediaInfo info, PassOutput output) {
            this.request = request;
            this.output = output;
            int side = Math.max(2, request.jpegs().side());
            width = side - side % 2;
            height = Math.max(2, side * NINE / 16 / 2 * 2);
            long knownUs = info.durationUs() > 0 ? info.endUs() : request.startUs() + SECOND_US;
            long endUs =
                    request.endUs() == Long.MAX_VALUE || info.durationUs() > 0
                            ? Math.min(knownUs, request.endUs())
                            : request.endUs();
            waveform = new Waveform(width, height, request.startUs(), endUs);
        }

        @Override
        public void frame(SampledFrame frame) {
            output.frame(frame);
        }

        @Override
        public void sound(SoundPiece piece) {
            waveform.add(piece);
            if (request.sound().wanted()) {
                output.sound(piece);
            }
        }

        /** Hands the picture over, at the range's start; returns how many there are. */
        int finish() {
            if (!request.jpegs().wanted() || !waveform.any()) {
                return 0;
            }
            try (JpegEncoder encoder = new JpegEncoder(width, height)) {
                byte[] jpeg = encoder.encode(waveform.draw());
                output.frame(new SampledFrame(request.startUs(), true, List.of(), jpeg));
            }
            return 1;
        }
    }
}
