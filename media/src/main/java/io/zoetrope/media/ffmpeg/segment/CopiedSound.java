package io.zoetrope.media.ffmpeg.segment;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.PictureCoding;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.encode.AacEncoder;
import io.zoetrope.media.ffmpeg.encode.AacRun;
import io.zoetrope.media.ffmpeg.encode.FragmentFiles;
import io.zoetrope.media.ffmpeg.encode.FragmentedHead;
import io.zoetrope.media.ffmpeg.encode.PieceWriter;
import io.zoetrope.media.ffmpeg.encode.SoundStretch;
import io.zoetrope.media.ffmpeg.encode.TrackFiles;
import io.zoetrope.media.ffmpeg.encode.TransportFiles;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import io.zoetrope.media.playback.AacConfiguration;
import io.zoetrope.media.playback.CodecNames;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.Sample;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.playback.SoundTimes;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Sound of stretches as it is in the file: AAC. Where it has holes, packets of silence stand. For
 * one thread.
 */
public final class CopiedSound {
    /** Containers that count milliseconds are right to within these of a second. */
    private static final int NEAR = 500;

    private static final int NUMBER = 1;
    private static final int SILENT_BITS = 64_000;

    private final SoundTrack track;
    private final byte[] head;
    private final AacConfiguration coding;
    private final String codec;
    private final byte[] silence;

    private CopiedSound(
            SoundTrack track, byte[] head, AacConfiguration coding, String codec, byte[] silence) {
        this.track = track;
        this.head = head;
        this.coding = coding;
        this.codec = codec;
        this.silence = silence;
    }

    /**
     * @return null if it cannot be copied, or not be filled where it has holes
     */
    public static CopiedSound of(SoundTrack track, AVCodecParameters from) {
        byte[] head = NotCopied.isSoundCopied(from) ? FragmentedHead.of(from, track.rate()) : null;
        if (head == null) {
            return null;
        }
        byte[] configuration = new byte[from.extradata_size()];
        from.extradata().get(configuration);
        AacConfiguration coding = AacConfiguration.of(configuration).orElse(null);
        byte[] silence = coding == null ? null : silence(coding);
        return silence == null
                ? null
                : new CopiedSound(track, head, coding, CodecNames.aac(configuration), silence);
    }

    /**
     * A packet of silence.
     *
     * @return null if there is no encoder for it
     */
    private static byte[] silence(AacConfiguration coding) {
        SoundForm form = new SoundForm(coding.rate(), coding.channels());
        if (!coding.takesPlainPackets() || !AacRun.takes(form)) {
            return null;
        }
        return new AacEncoder(form, SILENT_BITS).encode(new SoundStretch(form, 0), 1, 2).get(0);
    }

    /**
     * @param pictures that go with it, the track before: sound lasts at least as long
     */
    MadeTrack make(
            SegmentRequest request,
            MadeTrack pictures,
            StretchPackets packets,
            PieceWriter writer) {
        TrackFiles files =
                switch (request.container()) {
                    case FMP4 -> new FragmentFiles(head, track.rate());
                    case TS -> TransportFiles.ofSound(coding, track.rate());
                };
        if (request.index() == 0) {
            files.head(NUMBER, writer);
        }
        List<AVPacket> heard = packets.heard();
        long[] starts = heard.stream().mapToLong(this::sampleOf).toArray();
        AVPacket next = packets.nextSound();
        long nextStart = next == null ? SoundTimes.NONE : sampleOf(next);
        boolean last = packets.atEnd() || request.endUs() == Long.MAX_VALUE;
        SoundForm form = new SoundForm(track.rate(), 1);
        long to = last ? SoundTimes.NONE : form.at(request.endUs());
        SoundTimes times = SoundTimes.of(starts, range(request, each(heard), to, nextStart));
        long shown = form.at(pictures.endUs());
        if (last && times.endTicks() < shown) {
            times = SoundTimes.of(starts, range(request, each(heard), shown, nextStart));
        }
        if (times.slots().isEmpty()) {
            return made(0, 0, 0);
        }
        List<Sample> samples = new ArrayList<>(times.slots().size());
        for (SoundTimes.Slot slot : times.slots()) {
            int bytes = slot.isSilence() ? silence.length : heard.get(slot.packet()).size();
            samples.add(new Sample(bytes, slot.ticks(), 0, true));
        }
        List<SoundTimes.Slot> slots = times.slots();
        long bytes =
                files.segment(
                                NUMBER,
                                request.index(),
                                times.startTicks(),
                                samples,
                                i -> bytes(slots.get(i), heard),
                                writer)
                        .bytes();
        if (bytes == 0) {
            return made(0, 0, 0);
        }
        boolean near = nextStart != SoundTimes.NONE && nextStart - times.endTicks() < each(heard);
        long end = near ? Math.max(nextStart, times.startTicks() + 1) : times.endTicks();
        return made(times.startTicks(), end, bytes);
    }

    private byte[] bytes(SoundTimes.Slot slot, List<AVPacket> heard) {
        return slot.isSilence() ? silence : PictureCoding.bytes(heard.get(slot.packet()));
    }

    private SoundTimes.Range range(SegmentRequest request, int each, long to, long next) {
        return new SoundTimes.Range(
                each,
                track.rate() / NEAR,
                request.index() == 0 ? 0 : new SoundForm(track.rate(), 1).at(request.startUs()),
                to,
                next);
    }

    private MadeTrack made(long startTicks, long endTicks, long bytes) {
        return new MadeTrack(
                MadeTrack.SOUND,
                codec,
                0,
                0,
                Rational.UNKNOWN,
                track.rate(),
                startTicks,
                endTicks,
                bytes,
                true);
    }

    private long sampleOf(AVPacket packet) {
        return track.sample(packet.pts(), track.rate());
    }

    private int each(List<AVPacket> heard) {
        if (track.frameSamples() > 0 || heard.isEmpty()) {
            return Math.max(1, track.frameSamples());
        }
        AVPacket first = heard.get(0);
        long end = track.sample(first.pts() + first.duration(), track.rate());
        return (int) Math.max(1, end - sampleOf(first));
    }
}
