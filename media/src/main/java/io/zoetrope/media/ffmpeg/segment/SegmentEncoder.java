package io.zoetrope.media.ffmpeg.segment;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.encode.EncodedPicture;
import io.zoetrope.media.ffmpeg.encode.EncodedSound;
import io.zoetrope.media.ffmpeg.encode.FilterText;
import io.zoetrope.media.ffmpeg.encode.FragmentFiles;
import io.zoetrope.media.ffmpeg.encode.PieceWriter;
import io.zoetrope.media.ffmpeg.encode.TrackFiles;
import io.zoetrope.media.ffmpeg.encode.TransportFiles;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.CodecNames;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.PictureSize;
import io.zoetrope.media.playback.Sample;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.playback.VideoTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * Makes segments by decoding a video and encoding it anew. Every segment has encoders of its own,
 * so that it depends on nothing but the file; every picture of the source is there at its time. For
 * one thread, see {@link SegmentPictures}.
 */
final class SegmentEncoder implements AutoCloseable {
    private final OpenedVideo video;
    private final StretchFrames frames;
    private final Encoding encoding;
    private final EncodedSound sound;

    /**
     * @param video stays the caller's to close
     */
    SegmentEncoder(OpenedVideo video, TrackPosition position, Encoding encoding) {
        this.encoding = encoding;
        SoundTrack track = video.sides().soundTrack();
        sound =
                track == null
                        ? null
                        : EncodedSound.of(
                                video.demuxer().stream(track.index()).codecpar(), encoding);
        this.video = video.withSides(sides(video, sound));
        frames = new StretchFrames(this.video, position);
    }

    private static SideTracks sides(OpenedVideo video, EncodedSound sound) {
        long originUs = video.clock().originUs();
        return sound == null
                ? new SideTracks(video.demuxer(), video.name(), video.limits(), originUs)
                : new SideTracks(
                        video.demuxer(),
                        video.name(),
                        video.limits(),
                        originUs,
                        sound.stretch(),
                        sound.stretch().form());
    }

    /**
     * @throws RejectedInput {@code encoder_missing}, {@code encoding_failed} or as reading does
     */
    SegmentReport make(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        PieceWriter writer = new PieceWriter(output);
        List<MadeTrack> tracks = pictures(request, sound != null, request.index() == 0, writer);
        if (sound != null && video.sides().soundWanted()) {
            tracks.add(
                    sound.make(
                            request, tracks.size(), frames.ended(), tracks.get(0).endUs(), writer));
        }
        return new SegmentReport(frames.ended(), tracks);
    }

    /** Makes the pictures of one rendition alone, with an initialization segment of their own. */
    MadeTrack pictures(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        return pictures(request, false, true, new PieceWriter(output)).get(0).withOwnHead();
    }

    private List<MadeTrack> pictures(
            SegmentRequest request, boolean heard, boolean headed, PieceWriter writer)
            throws RejectedInput, IOException {
        List<MadeTrack> tracks = new ArrayList<>();
        FilterText text = FilterText.of(video.track(), codec(), sizes(request));
        try (SegmentPictures pictures =
                new SegmentPictures(
                        video.name(),
                        text,
                        encoding,
                        frames.clock().perSecond(),
                        video.track().frameRate().value(),
                        // The others are made before they are watched.
                        request.index() == 0)) {
            frames.read(request, heard, pictures::add);
            for (int i = 0; i < text.renditions(); i++) {
                tracks.add(written(request, i, pictures, headed, writer));
            }
        }
        return tracks;
    }

    private List<PictureSize> sizes(SegmentRequest request) {
        int width = video.track().displayedWidth();
        int height = video.track().displayedHeight();
        return request.renditions().stream()
                .map(name -> PictureSize.of(name, width, height))
                .toList();
    }

    private AVCodecParameters codec() {
        return video.demuxer().stream(video.track().index()).codecpar();
    }

    private MadeTrack written(
            SegmentRequest request,
            int rendition,
            SegmentPictures pictures,
            boolean headed,
            PieceWriter writer)
            throws RejectedInput {
        List<EncodedPicture> encoded = pictures.end(rendition);
        byte[] head = pictures.head(rendition);
        int perSecond = frames.clock().perSecond();
        TrackFiles files =
                switch (request.container()) {
                    case FMP4 -> new FragmentFiles(head, perSecond);
                    // Encoders are told to reorder nothing.
                    case TS -> TransportFiles.ofPictures(head, perSecond, 0);
                };
        if (headed) {
            files.head(rendition, writer);
        }
        String codec = CodecNames.h264(head);
        if (encoded.isEmpty()) {
            return track(request, rendition, codec, 0, 0, 0);
        }
        long[] shown = encoded.stream().mapToLong(EncodedPicture::shownTicks).toArray();
        VideoTimes times = VideoTimes.of(shown, frames.endTicks());
        List<Sample> samples = new ArrayList<>(encoded.size());
        for (int i = 0; i < encoded.size(); i++) {
            EncodedPicture picture = encoded.get(i);
            samples.add(
                    new Sample(
                            picture.bytes().length,
                            times.ticks()[i],
                            times.shownLater()[i],
                            picture.key()));
        }
        TrackFiles.Written written =
                files.segment(
                        rendition,
                        request.index(),
                        times.startTicks(),
                        samples,
                        i -> encoded.get(i).bytes(),
                        writer);
        return track(
                        request,
                        rendition,
                        codec,
                        times.startTicks(),
                        times.endTicks(),
                        written.bytes())
                .withKeyBytes(written.keyBytes());
    }

    private MadeTrack track(
            SegmentRequest request,
            int rendition,
            String codec,
            long startTicks,
            long endTicks,
            long bytes) {
        PictureSize size = sizes(request).get(rendition);
        return new MadeTrack(
                request.renditions().get(rendition),
                codec,
                size.width(),
                size.height(),
                video.track().frameRate(),
                frames.clock().perSecond(),
                startTicks,
                endTicks,
                bytes,
                true);
    }

    /** Somebody else moves the demuxer: the next stretch is sought. */
    void restart() {
        frames.leave();
    }

    @Override
    public void close() {
        frames.close();
        video.sides().close();
    }
}
