package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
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
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.FileStart;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.picture.SoundPicture;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import io.zoetrope.media.ffmpeg.track.Damage;
import io.zoetrope.media.ffmpeg.track.FragmentPlaces;
import io.zoetrope.media.ffmpeg.track.KeyFrameFinder;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Reads files of sound alone. Decoding can start anywhere in them; the one picture of a range is
 * drawn from its sound, if JPEGs are asked for. Pictures for models are not made.
 */
final class FfmpegSoundReader implements VideoReader {
    private static final long SECOND_US = 1_000_000;

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
        info = SoundFacts.of(file, fragments != null);
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
        if (request.captionsAlone()) {
            return captions(request, output);
        }
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
        boolean later = begins && track.startUs() > 0;
        if (later && file.sides().captionsWanted() && FileStart.seek(file.demuxer())) {
            return;
        }
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

    /**
     * Gathers the text tracks of a range and decodes nothing: for sound that no decoder survives.
     */
    private ReadReport captions(ReadRequest request, PassOutput output)
            throws RejectedInput, IOException {
        stands = false;
        try {
            go(request, output);
            SideTracks sides = file.sides();
            if (sides.captionsWanted()) {
                // Times of sound say how far it has come: texts may be far apart.
                Set<Integer> all = new TreeSet<>(sides.indexes());
                all.add(track.index());
                file.demuxer().only(all);
                long untilUs = untilUs(request);
                while (!ended && metUs < untilUs) {
                    ended = !take();
                }
            }
            return new ReadReport(0, request.startUs(), false, null)
                    .withCaptions(sides.lines(), sides.losses());
        } finally {
            file.io().begin(Duration.ZERO);
        }
    }

    private static long untilUs(ReadRequest request) {
        return request.endUs() > Long.MAX_VALUE / 2
                ? Long.MAX_VALUE
                : request.endUs() + request.sound().tailUs() + LEAD_US;
    }

    private void readTo(ReadRequest request) throws RejectedInput, IOException {
        long untilUs = untilUs(request);
        SideTracks sides = file.sides();
        sides.hear();
        while (!ended && !sides.satisfied() && metUs < untilUs) {
            ended = !take();
            sides.hear();
        }
    }

    /** Takes the next packet; false if there is none. */
    private boolean take() throws RejectedInput, IOException {
        file.io().allow(limits.stallTimeout());
        if (!file.demuxer().read(packet)) {
            return false;
        }
        boolean sound = packet.stream_index() == track.index();
        boolean timed = packet.pts() != AV_NOPTS_VALUE;
        if (sound) {
            file.demuxer().own(packet);
        }
        metUs = sound && timed ? Math.max(metUs, track.us(packet.pts())) : metUs;
        file.sides().met(packet);
        av_packet_unref(packet);
        return true;
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
