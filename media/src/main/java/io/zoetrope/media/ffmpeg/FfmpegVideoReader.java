package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.clip.ClipMaker;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.container.DeclaredLength;
import io.zoetrope.media.ffmpeg.demux.Codecs;
import io.zoetrope.media.ffmpeg.demux.Rejections;
import io.zoetrope.media.ffmpeg.picture.FramePictures;
import io.zoetrope.media.ffmpeg.picture.FrameSelectors;
import io.zoetrope.media.ffmpeg.picture.PlaneSampler;
import io.zoetrope.media.ffmpeg.segment.SegmentMaker;
import io.zoetrope.media.ffmpeg.track.FileEnd;
import io.zoetrope.media.ffmpeg.track.FrameStream;
import io.zoetrope.media.ffmpeg.track.LeadIn;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.ffmpeg.track.VideoFacts;
import io.zoetrope.media.ffmpeg.track.VideoOpening;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads videos with FFmpeg's libraries: one decoding thread, no file but the given source, no
 * full-size RGB picture. See {@link Container} and {@link Codecs} for what is let in, {@link
 * Rejections} for why something is not.
 */
public final class FfmpegVideoReader implements VideoReader {
    private final MediaSource source;
    private OpenedVideo video;
    private MediaInfo info;
    private TrackPosition position;
    private final PlaneSampler sampler = new PlaneSampler();
    private FramePictures pictures;
    private FrameStream stream;
    private FrameSelectors selectors;
    private SegmentMaker segments;
    private ReadRequest last;
    private long missingBytes = -1;
    private boolean closed;

    private FfmpegVideoReader(MediaSource source, OpenedVideo video) {
        this.source = source;
        take(video);
    }

    private void take(OpenedVideo opened) {
        video = opened;
        position = new TrackPosition(video);
        info = VideoFacts.of(video);
    }

    /**
     * Opens a video.
     *
     * @param source stays the caller's to close, after the reader
     * @param name of the file, for sentences that people read
     * @throws RejectedInput {@code empty_file}, {@code not_a_video}, {@code still_picture}, {@code
     *     malformed_container}, {@code truncated}, {@code no_video_track}, {@code zero_length},
     *     {@code external_data}, {@code encrypted}, {@code unsupported_codec}, {@code too_large} or
     *     {@code too_slow}
     * @throws IOException what the source threw
     */
    public static FfmpegVideoReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException {
        return new FfmpegVideoReader(source, VideoOpening.open(source, name, limits, true));
    }

    /** Reads a file whose fragments are not to be read by themselves as any other. */
    private void openWhole() throws RejectedInput, IOException {
        leave();
        dropSegments();
        OpenedVideo whole = VideoOpening.open(source, video.name(), video.limits(), false);
        video.close();
        take(whole);
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
        if (!position.indexed()) {
            leave();
            moved();
            video.demuxer().only(video.track().index());
        }
        video.io().allow(video.limits().openTimeout());
        KeyFrameIndex index = position.index(info.durationUs());
        if (index == null) {
            openWhole();
            video.io().allow(video.limits().openTimeout());
            index = position.index(info.durationUs());
        }
        position.endUs().ifPresent(endUs -> info = info.until(endUs));
        return index;
    }

    @Override
    public ReadReport read(ReadRequest request, PassOutput output)
            throws RejectedInput, IOException {
        video.io().begin(video.limits().readTimeout());
        video.io().allow(video.limits().stallTimeout());
        boolean whole = false;
        try {
            if (request.captionsAlone()) {
                begin(request);
                return new CaptionPass(video, position, request).read(output);
            }
            serve(request);
            go(request, output);
            RangePass pass =
                    new RangePass(video, stream, request, pictures, selectors, sampler, output);
            pass.run();
            whole = !stream.gaveUp() && !stream.lostSome();
            return report(pass);
        } finally {
            video.io().begin(Duration.ZERO);
            last = request;
            if (!whole) {
                leave();
            }
        }
    }

    /** Stands at the beginning of a range, by going on if it touches the last one. */
    private void go(ReadRequest request, PassOutput output) throws RejectedInput, IOException {
        if (stream != null && request.goesOn(last)) {
            selectors.goOn(request.startUs());
            video.sides().goOn(request, output);
            stream.goOn(request);
            return;
        }
        begin(request);
        selectors = new RangeSelectors(video, position).of(request);
        video.sides().begin(request, output);
        if (video.sides().wanted()) {
            new LeadIn(video, position, request).read();
        }
        stream = new FrameStream(video, request);
        stream.open(position);
    }

    /** Sees to it that a range can be sought. */
    private void begin(ReadRequest request) throws RejectedInput, IOException {
        leave();
        if (!position.reaches(request.startUs(), request.bytePosition())) {
            openWhole();
            video.io().begin(video.limits().readTimeout());
            video.io().allow(video.limits().stallTimeout());
        }
        moved();
        video.demuxer().only(video.track().index());
        position.checkClock(request.startUs(), request.bytePosition());
    }

    @Override
    public SegmentReport segment(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        leave();
        video.io().begin(video.limits().readTimeout());
        video.io().allow(video.limits().stallTimeout());
        if (!position.reaches(request.startUs(), request.bytePosition())) {
            openWhole();
            video.io().begin(video.limits().readTimeout());
        }
        try {
            if (segments == null) {
                segments = new SegmentMaker(video, position);
            }
            return segments.make(request, output);
        } finally {
            video.io().begin(Duration.ZERO);
        }
    }

    @Override
    public ClipReport clip(ClipRequest request, ClipOutput output)
            throws RejectedInput, IOException {
        leave();
        moved();
        KeyFrameIndex keys = keyFrames();
        video.io().begin(video.limits().readTimeout());
        video.io().allow(video.limits().stallTimeout());
        try {
            return new ClipMaker(video, position, keys, request).make(output);
        } finally {
            video.io().begin(Duration.ZERO);
        }
    }

    /** Forgets where the decoder stands: the next range is sought. */
    private void leave() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private void dropSegments() {
        if (segments != null) {
            segments.close();
            segments = null;
        }
    }

    /** The demuxer does not stand where segments were made. */
    private void moved() {
        if (segments != null) {
            segments.restart();
        }
    }

    private ReadReport report(RangePass pass) throws RejectedInput, IOException {
        Problem problem =
                stream.damage()
                        .problem(
                                pass.decoded(),
                                pass.ended(),
                                pass.ended() ? missingBytes() : 0,
                                video.demuxer().endedInError());
        boolean last = pass.ended() && pass.decoded() > 0;
        return new ReadReport(
                pass.decoded(),
                last ? FileEnd.us(video, pass.lastEndUs()) : pass.lastEndUs(),
                pass.ended(),
                problem,
                pass.signatures(),
                video.sides().lines(),
                video.sides().losses());
    }

    private void serve(ReadRequest request) {
        if (pictures == null || !pictures.serves(request)) {
            if (pictures != null) {
                pictures.close();
            }
            pictures = new FramePictures(request, video.track());
        }
    }

    /** All frames that were decoded since it was opened, those too that no range wanted. */
    long framesFromDecoder() {
        return video.decoder().given();
    }

    private long missingBytes() {
        if (missingBytes < 0) {
            missingBytes =
                    DeclaredLength.missingBytes(video.demuxer().container(), video.io().source());
        }
        return missingBytes;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        leave();
        dropSegments();
        sampler.close();
        if (pictures != null) {
            pictures.close();
        }
        video.close();
    }
}
