package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.playback.AnnexB;
import io.zoetrope.media.playback.CodecNames;
import io.zoetrope.media.playback.FragmentHead;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.Sample;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.playback.SoundTimes;
import io.zoetrope.media.playback.VideoTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Makes segments of the packets as they are in the file: nothing is decoded. The same stretch gives
 * the same bytes, whoever makes it and whatever was made before. For one thread.
 */
final class SegmentCopier implements AutoCloseable {
    /** Below this a container's times are refined, so that sound and pictures stay together. */
    private static final int LEAST_TICKS_PER_SECOND = 1000;

    /** Containers that count milliseconds are right to within these of a second. */
    private static final int NEAR = 500;

    private final OpenedVideo video;
    private final SoundTrack sound;
    private final StretchPackets packets;
    private final byte[] pictureHead;
    private final byte[] soundHead;
    private final boolean marked;
    private final int refine;

    /**
     * @throws RejectedInput {@code not_copied} if the pictures have to be encoded
     */
    SegmentCopier(OpenedVideo video, TrackPosition position) throws RejectedInput {
        this.video = video;
        NotCopied.check(video);
        SoundTrack heard = video.sides().soundTrack();
        boolean copied = heard != null && NotCopied.isSoundCopied(codec(heard.index()));
        sound = copied ? heard : null;
        Rational base = video.track().timeBase();
        refine = (LEAST_TICKS_PER_SECOND + base.denominator() - 1) / base.denominator();
        pictureHead = FragmentedHead.of(codec(video.track().index()), ticksPerSecond());
        soundHead = copied ? FragmentedHead.of(codec(sound.index()), sound.rate()) : null;
        marked = AnnexB.isMarked(configuration(codec(video.track().index())));
        packets = new StretchPackets(video, position, true, sound);
    }

    SegmentReport make(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        packets.gather(request);
        PieceWriter writer = new PieceWriter(output);
        List<MadeTrack> tracks = new ArrayList<>();
        tracks.add(pictures(request, writer));
        if (sound != null) {
            tracks.add(heard(request, writer));
        }
        return new SegmentReport(packets.atEnd(), tracks);
    }

    private MadeTrack pictures(SegmentRequest request, PieceWriter writer) {
        if (request.index() == 0) {
            writer.begin(0, true);
            writer.write(pictureHead);
            writer.end();
        }
        List<AVPacket> pictures = packets.pictures();
        if (pictures.isEmpty()) {
            return picture(0, 0, 0, true);
        }
        long[] shown = pictures.stream().mapToLong(each -> ticks(each.pts())).toArray();
        boolean independent = isClosed(shown);
        if (request.index() == 0) {
            // Before its first picture a player would show nothing.
            beginAtZero(shown);
        }
        VideoTimes times = VideoTimes.of(shown, endTicks(pictures, shown));
        long bytes = write(request, writer, pictures, times);
        return picture(times.startTicks(), times.endTicks(), bytes, independent);
    }

    private MadeTrack picture(long startTicks, long endTicks, long bytes, boolean independent) {
        return new MadeTrack(
                MadeTrack.COPIED,
                CodecNames.h264(pictureHead),
                video.track().displayedWidth(),
                video.track().displayedHeight(),
                video.track().frameRate(),
                ticksPerSecond(),
                startTicks,
                endTicks,
                bytes,
                independent);
    }

    /** Whether nothing that follows its key frame is shown before it. */
    private static boolean isClosed(long[] shown) {
        for (long each : shown) {
            if (each < shown[0]) {
                return false;
            }
        }
        return true;
    }

    private static void beginAtZero(long[] shown) {
        int first = 0;
        for (int i = 1; i < shown.length; i++) {
            first = shown[i] < shown[first] ? i : first;
        }
        shown[first] = 0;
    }

    /** Where the next picture is shown; if there is none, where the last one is over. */
    private long endTicks(List<AVPacket> pictures, long[] shown) {
        AVPacket next = packets.nextPicture();
        if (next != null) {
            return ticks(next.pts());
        }
        int last = 0;
        for (int i = 1; i < shown.length; i++) {
            last = shown[i] > shown[last] ? i : last;
        }
        long own = pictures.get(last).duration();
        long usual = video.track().ticks(video.track().usualFrameUs());
        return shown[last] + Math.max(1, (own > 0 ? own : usual) * perTick());
    }

    private long write(
            SegmentRequest request, PieceWriter writer, List<AVPacket> pictures, VideoTimes times) {
        List<Sample> samples = new ArrayList<>(pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            AVPacket picture = pictures.get(i);
            samples.add(
                    new Sample(
                            marked ? converted(picture).length : picture.size(),
                            times.ticks()[i],
                            times.shownLater()[i],
                            (picture.flags() & AV_PKT_FLAG_KEY) != 0));
        }
        long offset = (long) MadeTrack.OFFSET_SECONDS * ticksPerSecond();
        writer.begin(0, false);
        writer.write(FragmentHead.of(request.index() + 1, offset + times.startTicks(), samples));
        for (AVPacket picture : pictures) {
            if (marked) {
                // A second time: all of a segment together may be more than the heap has.
                writer.write(converted(picture));
            } else {
                writer.write(picture.data(), picture.size());
            }
        }
        return writer.end();
    }

    private byte[] converted(AVPacket picture) {
        byte[] bytes = new byte[picture.size()];
        picture.data().get(bytes);
        return AnnexB.withLengths(bytes);
    }

    private MadeTrack heard(SegmentRequest request, PieceWriter writer) {
        if (request.index() == 0) {
            writer.begin(1, true);
            writer.write(soundHead);
            writer.end();
        }
        List<AVPacket> heard = packets.heard();
        if (heard.isEmpty()) {
            return heard(0, 0, 0);
        }
        long[] starts = heard.stream().mapToLong(this::sampleOf).toArray();
        SoundTimes times = SoundTimes.of(starts, eachSamples(heard), sound.rate() / NEAR);
        List<Sample> samples = new ArrayList<>(starts.length);
        for (int i = 0; i < starts.length; i++) {
            samples.add(new Sample(heard.get(i).size(), times.ticks()[i], 0, true));
        }
        long offset = (long) MadeTrack.OFFSET_SECONDS * sound.rate();
        writer.begin(1, false);
        writer.write(FragmentHead.of(request.index() + 1, offset + times.startTicks(), samples));
        heard.forEach(each -> writer.write(each.data(), each.size()));
        AVPacket next = packets.nextSound();
        long end = next == null ? times.endTicks() : Math.max(sampleOf(next), starts[0] + 1);
        return heard(times.startTicks(), end, writer.end());
    }

    private MadeTrack heard(long startTicks, long endTicks, long bytes) {
        return new MadeTrack(
                MadeTrack.SOUND,
                CodecNames.aac(configuration(codec(sound.index()))),
                0,
                0,
                Rational.UNKNOWN,
                sound.rate(),
                startTicks,
                endTicks,
                bytes,
                true);
    }

    private long sampleOf(AVPacket packet) {
        return sound.sample(packet.pts(), sound.rate());
    }

    private int eachSamples(List<AVPacket> heard) {
        return sound.frameSamples() > 0
                ? sound.frameSamples()
                : (int)
                        Math.max(
                                1,
                                sound.sample(
                                                heard.get(0).pts() + heard.get(0).duration(),
                                                sound.rate())
                                        - sampleOf(heard.get(0)));
    }

    private int ticksPerSecond() {
        return video.track().timeBase().denominator() * refine;
    }

    private long perTick() {
        return (long) video.track().timeBase().numerator() * refine;
    }

    private long ticks(long pts) {
        return (pts - video.clock().originTicks()) * perTick();
    }

    private AVCodecParameters codec(int index) {
        return video.demuxer().stream(index).codecpar();
    }

    private static byte[] configuration(AVCodecParameters codec) {
        byte[] bytes = new byte[codec.extradata_size()];
        if (bytes.length > 0) {
            codec.extradata().get(bytes);
        }
        return bytes;
    }

    /** Somebody else moves the demuxer. */
    void restart() {
        packets.restart();
    }

    @Override
    public void close() {
        packets.close();
    }
}
