package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.PictureCoding;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.encode.FragmentFiles;
import io.zoetrope.media.ffmpeg.encode.FragmentedHead;
import io.zoetrope.media.ffmpeg.encode.PieceWriter;
import io.zoetrope.media.ffmpeg.encode.TrackFiles;
import io.zoetrope.media.ffmpeg.encode.TransportFiles;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.AnnexB;
import io.zoetrope.media.playback.CodecNames;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.Sample;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.playback.VideoTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Makes segments of the packets as they are in the file: pictures are not decoded, and sound only
 * if browsers do not play it. The same stretch gives the same bytes, whoever makes it and whatever
 * was made before. For one thread.
 */
final class SegmentCopier implements AutoCloseable {
    private final OpenedVideo video;
    private final StretchPackets packets;
    private final byte[] pictureHead;
    private final PictureCoding coding;
    private final TrackTicks clock;
    private final CopiedSound copied;
    private final StretchSound encoded;
    private boolean changed;

    /**
     * @param encoding of sound that is not copied
     * @throws NotCopied if the pictures have to be encoded
     */
    SegmentCopier(OpenedVideo video, TrackPosition position, Encoding encoding) throws NotCopied {
        this.video = video;
        NotCopied.check(video);
        clock = TrackTicks.of(video);
        pictureHead = FragmentedHead.of(codec(video.track().index()), clock.perSecond());
        if (pictureHead == null) {
            throw new NotCopied("a configuration that has no place in an MP4");
        }
        SoundTrack heard = video.sides().soundTrack();
        copied = heard == null ? null : CopiedSound.of(heard, codec(heard.index()));
        encoded = heard != null && copied == null ? encoded(heard, encoding) : null;
        SoundTrack sound = copied == null && encoded == null ? null : heard;
        coding = new PictureCoding(codec(video.track().index()));
        long leadUs = encoded == null ? 0 : StretchSound.LEAD_US;
        packets = new StretchPackets(video, position, true, sound, leadUs);
    }

    private StretchSound encoded(SoundTrack heard, Encoding encoding) {
        try {
            return new StretchSound(video, heard, encoding);
        } catch (RejectedInput e) {
            // Pictures are worth something without it.
            return null;
        }
    }

    /**
     * @throws NotCopied if this segment is coded unlike the first; nothing of it was written
     */
    SegmentReport make(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, NotCopied, IOException {
        packets.gather(request);
        if (request.index() > 0) {
            checkCoding();
        }
        MadeTrack pictures = pictures(request, new PieceWriter(output));
        return with(pictures, request, output);
    }

    /**
     * Makes the sound of the last stretch, whose pictures somebody else made.
     *
     * @param pictures the track that was made of them
     */
    SegmentReport with(MadeTrack pictures, SegmentRequest request, SegmentOutput output) {
        List<MadeTrack> tracks = new ArrayList<>();
        tracks.add(pictures);
        PieceWriter writer = new PieceWriter(output);
        if (copied != null) {
            tracks.add(copied.make(request, pictures, packets, writer));
        } else if (encoded != null) {
            tracks.add(encoded.make(request, pictures, packets, writer));
        }
        return new SegmentReport(packets.atEnd(), tracks);
    }

    /** Players are told once how pictures are coded, and pictures without a time have no place. */
    private void checkCoding() throws NotCopied {
        if (packets.untimed()) {
            throw NotCopied.untimed();
        }
        for (AVPacket picture : packets.pictures()) {
            changed |= coding.changesAt(picture);
            if (changed) {
                throw new NotCopied("pictures that are coded otherwise from some time on");
            }
        }
    }

    private MadeTrack pictures(SegmentRequest request, PieceWriter writer) {
        TrackFiles files = files(request.container());
        if (request.index() == 0) {
            files.head(0, writer);
        }
        List<AVPacket> pictures = near(packets.pictures());
        if (pictures.isEmpty()) {
            return picture(0, 0, 0, true);
        }
        long[] shown = pictures.stream().mapToLong(each -> clock.of(each.pts())).toArray();
        boolean independent = isClosed(shown);
        if (request.index() == 0) {
            // Before its first picture a player would show nothing.
            beginAtZero(shown);
        }
        VideoTimes times = VideoTimes.of(shown, endTicks(pictures, shown));
        TrackFiles.Written written =
                files.segment(
                        0,
                        request.index(),
                        times.startTicks(),
                        samples(pictures, times),
                        i -> bytes(pictures.get(i)),
                        writer);
        if (written.bytes() == 0) {
            return picture(0, 0, 0, true);
        }
        return picture(times.startTicks(), times.endTicks(), written.bytes(), independent)
                .withKeyBytes(written.keyBytes());
    }

    private TrackFiles files(SegmentContainer container) {
        return switch (container) {
            case FMP4 -> new FragmentFiles(pictureHead, clock.perSecond());
            case TS -> {
                long frame = clock.lasting(video.track().ticks(video.track().usualFrameUs()));
                int reordered = codec(video.track().index()).video_delay();
                yield TransportFiles.ofPictures(pictureHead, clock.perSecond(), reordered * frame);
            }
        };
    }

    /** Up to the first one whose time is no time of a segment: a file may say any. */
    private List<AVPacket> near(List<AVPacket> pictures) {
        int count = 0;
        while (count < pictures.size() && isNear(pictures.get(0), pictures.get(count))) {
            count++;
        }
        return pictures.subList(0, count);
    }

    private boolean isNear(AVPacket first, AVPacket other) {
        long apart = clock.of(other.pts()) - clock.of(first.pts());
        return apart >= -VideoTimes.MOST_APART / 2 && apart <= VideoTimes.MOST_APART / 2;
    }

    private MadeTrack picture(long startTicks, long endTicks, long bytes, boolean independent) {
        return new MadeTrack(
                MadeTrack.COPIED,
                CodecNames.h264(pictureHead),
                video.track().displayedWidth(),
                video.track().displayedHeight(),
                video.track().frameRate(),
                clock.perSecond(),
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
        shown[first] = Math.max(0, shown[first] - VideoTimes.MOST_APART / 2);
    }

    /** Where the next picture is shown; if there is none, where the last one is over. */
    private long endTicks(List<AVPacket> pictures, long[] shown) {
        int last = 0;
        for (int i = 1; i < shown.length; i++) {
            last = shown[i] > shown[last] ? i : last;
        }
        if (packets.nextPicture() != null) {
            return Math.min(clock.of(packets.nextShown()), shown[last] + VideoTimes.MOST_APART);
        }
        long own = pictures.get(last).duration();
        long usual = video.track().ticks(video.track().usualFrameUs());
        long ticks = Math.max(1, clock.lasting(own > 0 ? own : usual));
        return shown[last] + Math.min(ticks, VideoTimes.MOST_APART);
    }

    private List<Sample> samples(List<AVPacket> pictures, VideoTimes times) {
        List<Sample> samples = new ArrayList<>(pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            AVPacket picture = pictures.get(i);
            samples.add(
                    new Sample(
                            coding.marked() ? bytes(picture).length : picture.size(),
                            times.ticks()[i],
                            times.shownLater()[i],
                            (picture.flags() & AV_PKT_FLAG_KEY) != 0));
        }
        return samples;
    }

    /** Asked for twice: all of a segment together may be more than the heap has. */
    private byte[] bytes(AVPacket picture) {
        byte[] own = PictureCoding.bytes(picture);
        return coding.marked() ? AnnexB.withLengths(own) : own;
    }

    private AVCodecParameters codec(int index) {
        return video.demuxer().stream(index).codecpar();
    }

    /** Somebody else moves the demuxer. */
    void restart() {
        packets.restart();
    }

    @Override
    public void close() {
        packets.close();
        if (encoded != null) {
            encoded.close();
        }
    }
}
