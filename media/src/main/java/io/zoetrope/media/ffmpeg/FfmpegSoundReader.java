package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.container.DeclaredLength;
import io.zoetrope.media.ffmpeg.demux.Codecs;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.picture.SoundPicture;
import io.zoetrope.media.ffmpeg.sound.CaptionTracks;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import io.zoetrope.media.ffmpeg.track.Damage;
import io.zoetrope.media.ffmpeg.track.FragmentPlaces;
import io.zoetrope.media.ffmpeg.track.KeyFrameFinder;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.TreeSet;

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

    private final MediaSource source;
    private final String name;
    private final ReaderLimits limits;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private OpenedSound file;
    private SoundTrack track;
    private FragmentPlaces fragments;
    private KeyFrameFinder.Found found;
    private MediaInfo info;
    private ReadRequest last;
    private boolean stands;
    private boolean ended;
    private long metUs;
    private boolean closed;

    private FfmpegSoundReader(
            MediaSource source, String name, ReaderLimits limits, OpenedSound file) {
        this.source = source;
        this.name = name;
        this.limits = limits;
        take(file);
    }

    private void take(OpenedSound opened) {
        file = opened;
        track = file.sides().soundTrack();
        fragments = FragmentPlaces.of(file.demuxer(), file.io(), name, track);
        info = describe();
    }

    /**
     * @return null if there is no sound either
     */
    static FfmpegSoundReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException {
        OpenedSound file = OpenedSound.open(source, name, limits, true);
        return file == null ? null : new FfmpegSoundReader(source, name, limits, file);
    }

    /** Reads a file whose fragments are not to be read by themselves as any other. */
    private void openWhole() throws RejectedInput, IOException {
        OpenedSound whole = OpenedSound.open(source, name, limits, false);
        file.close();
        take(whole);
    }

    private MediaInfo describe() {
        Demuxer demuxer = file.demuxer();
        AVFormatContext format = demuxer.format();
        AVStream stream = demuxer.stream(track.index());
        long startUs = Math.max(0, track.startUs());
        long toldUs =
                stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0
                        ? track.us(stream.duration()) - track.us(0)
                        : format.duration();
        // No time at all is negative too; of fragments it is the first one's.
        boolean known = toldUs >= 0 && toldUs <= LONGEST_US && fragments == null;
        long durationUs = known ? toldUs : 0;
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
                        file.io().size())
                .beside(startUs, CaptionTracks.unread(format, demuxer.container()));
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    /** Sound can be cut anywhere: each second, or as many as are taken. */
    @Override
    public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
        file.io().allow(limits.openTimeout());
        if (reaches()) {
            info = info.until(found.endUs());
            return found.keys();
        }
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
     * @throws RejectedInput {@code no_frames}: browsers play sound alone as it is
     */
    @Override
    public SegmentReport segment(SegmentRequest request, SegmentOutput output)
            throws RejectedInput {
        throw new RejectedInput(Reason.NO_FRAMES, name + " holds no pictures.");
    }

    /**
     * @throws RejectedInput {@code no_frames}
     */
    @Override
    public ClipReport clip(ClipRequest request, ClipOutput output) throws RejectedInput {
        throw new RejectedInput(Reason.NO_FRAMES, name + " holds no pictures.");
    }

    /** Whether it is read by fragments, all of which are known then. */
    private boolean reaches() throws RejectedInput, IOException {
        if (fragments != null && found == null) {
            found = fragments.keyFrames(info.startUs());
            if (found == null) {
                openWhole();
                fragments = null;
            }
        }
        return fragments != null;
    }

    @Override
    public ReadReport read(ReadRequest request, PassOutput output)
            throws RejectedInput, IOException {
        file.io().begin(limits.readTimeout());
        file.io().allow(limits.stallTimeout());
        // Where nobody listens it is decoded for its picture, and to know where it ends.
        ReadRequest heard =
                request.sound().wanted() ? request : request.withSound(SoundSampling.withTail(0));
        SoundPicture picture = new SoundPicture(request, info, output);
        boolean whole = false;
        try {
            go(heard, picture);
            readTo(heard);
            file.sides().finish(ended);
            int frames = picture.finish();
            whole = true;
            return report(heard, frames);
        } finally {
            file.io().begin(Duration.ZERO);
            last = heard;
            stands = whole;
        }
    }

    private void go(ReadRequest request, PassOutput output) throws RejectedInput, IOException {
        if (stands && request.goesOn(last)) {
            file.sides().goOn(request, output);
            return;
        }
        long us = Math.max(track.startUs(), request.startUs() - LEAD_US);
        boolean begins = us <= track.startUs();
        boolean placed = !begins && request.bytePosition() > 0 && fragments != null;
        if (!begins && !placed) {
            reaches();
            file.io().allow(limits.stallTimeout());
        }
        file.sides().begin(request, output);
        file.demuxer().only(new TreeSet<>(file.sides().indexes()));
        ended = false;
        metUs = Long.MIN_VALUE;
        if (fragments != null) {
            file.demuxer().seekByte(begins ? 0 : place(us, request.bytePosition()));
        } else if (!file.demuxer().seekTime(track.index(), track.ticks(us))) {
            file.demuxer().seekByte(0);
        }
    }

    private long place(long us, long bytePosition) throws RejectedInput, IOException {
        OptionalLong place = fragments.lead(us, Math.max(0, bytePosition));
        return place.isPresent() || bytePosition <= 0
                ? place.orElse(0)
                : fragments.lead(us, 0).orElse(0);
    }

    private void readTo(ReadRequest request) throws RejectedInput, IOException {
        long endUs = request.endUs();
        long untilUs =
                endUs > Long.MAX_VALUE / 2
                        ? Long.MAX_VALUE
                        : endUs + request.sound().tailUs() + LEAD_US;
        SideTracks sides = file.sides();
        Demuxer demuxer = file.demuxer();
        sides.hear();
        while (!ended && !sides.satisfied() && metUs < untilUs) {
            file.io().allow(limits.stallTimeout());
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
        SideTracks sides = file.sides();
        Demuxer demuxer = file.demuxer();
        boolean over = ended && !sides.goesOn();
        Damage damage = new Damage(name);
        long missing = over ? DeclaredLength.missingBytes(demuxer.container(), source) : 0;
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
            av_packet_free(packet);
            file.close();
        }
    }
}
