package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.track.FrameStream;
import io.zoetrope.media.ffmpeg.track.LeadIn;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes the pictures of one stretch after the other, with their times on a segment's clock, and
 * the sound that goes with them. Goes on where the last stretch ended, or seeks.
 *
 * <p>A picture that stays for long is cut where a stretch ends, and shown again at the beginning of
 * the next: segments are as long as they were planned to be. Both sides of a cut decide by the same
 * two times, so whoever makes them agrees. For one thread.
 */
final class StretchFrames implements AutoCloseable {
    private static final long NONE = Long.MIN_VALUE;
    private static final PassOutput UNASKED = frame -> {};

    /** Takes the pictures of a stretch. */
    interface Taker {
        /**
         * @param frame used again after the call
         * @param shownTicks later than those before
         */
        void take(AVFrame frame, long shownTicks) throws RejectedInput;
    }

    private final OpenedVideo video;
    private final TrackPosition position;
    private final TrackTicks clock;
    private final AVFrame before = Ffmpeg.allocated(av_frame_alloc());
    private boolean anyBefore;
    private FrameStream stream;
    private ReadRequest last;
    private SegmentRequest request;
    private Taker taker;
    private long shownTicks;
    private long nextTicks;
    private long lastEndUs;
    private boolean fileEnded;

    /**
     * @param video with sides of its own: what they hear, they take
     */
    StretchFrames(OpenedVideo video, TrackPosition position) {
        this.video = video;
        this.position = position;
        this.clock = TrackTicks.of(video);
    }

    TrackTicks clock() {
        return clock;
    }

    /**
     * @param heard whether the sound is wanted
     */
    void read(SegmentRequest wanted, boolean heard, Taker pictures)
            throws RejectedInput, IOException {
        request = wanted;
        taker = pictures;
        ReadRequest range =
                new ReadRequest(
                                fromUs(),
                                request.endUs(),
                                request.bytePosition(),
                                List.of(),
                                JpegSampling.NONE)
                        .withSound(new SoundSampling(heard, 0));
        boolean whole = false;
        try {
            go(range);
            decode();
            if (video.sides().wanted()) {
                stream.readOn();
            }
            whole = !stream.gaveUp() && !stream.lostSome();
        } finally {
            last = range;
            if (!whole) {
                leave();
            }
        }
    }

    private boolean isFirst() {
        return request.index() == 0;
    }

    private long fromUs() {
        return isFirst() ? Math.min(request.startUs(), video.clock().firstUs()) : request.startUs();
    }

    private long cutTicks() {
        return isFirst() ? 0 : clock.atUs(request.startUs());
    }

    private void go(ReadRequest range) throws RejectedInput, IOException {
        if (stream != null && range.goesOn(last)) {
            video.sides().goOn(range, UNASKED);
            stream.goOn(range);
            return;
        }
        leave();
        video.demuxer().only(video.track().index());
        position.checkClock(range.startUs(), range.bytePosition());
        video.sides().begin(range, UNASKED);
        if (video.sides().wanted()) {
            new LeadIn(video, position, range).read();
        }
        stream = new FrameStream(video, range);
        stream.open(position);
    }

    private void decode() throws RejectedInput, IOException {
        shownTicks = NONE;
        nextTicks = NONE;
        while (nextTicks == NONE && stream.next()) {
            if (stream.inOrder()) {
                meet(stream.frameUs());
            }
            video.sides().hear();
        }
        fileEnded = nextTicks == NONE && stream.fileEnded();
        if (shownTicks == NONE && (nextTicks != NONE || fileEnded && anyBefore)) {
            showStill(overTicks());
        }
    }

    private void meet(long us) throws RejectedInput {
        if (us >= request.endUs()) {
            stream.keep();
            nextTicks = clock.atUs(us);
            return;
        }
        if (us >= fromUs()) {
            show(clock.atUs(us));
        }
        lastEndUs = stream.frameEndUs();
        av_frame_unref(before);
        anyBefore = av_frame_ref(before, stream.frame()) >= 0;
    }

    private void show(long ticks) throws RejectedInput {
        if (shownTicks == NONE) {
            showStill(ticks);
        }
        // Before its first picture a player would show nothing.
        long at = shownTicks != NONE ? Math.max(ticks, shownTicks + 1) : isFirst() ? 0 : ticks;
        taker.take(stream.frame(), at);
        shownTicks = at;
    }

    /** From the cut on, what was shown before it, if the next picture comes late. */
    private void showStill(long next) throws RejectedInput {
        if (!isFirst() && isLate(next, cutTicks()) || isFirst() && next == nextTicks) {
            taker.take(anyBefore ? before : stream.frame(), cutTicks());
            shownTicks = cutTicks();
        }
    }

    private boolean isLate(long ticks, long cut) {
        return ticks - cut > MadeTrack.MOST_LATE_US * clock.perSecond() / 1_000_000;
    }

    /** Where the pictures of the stretch are over; only if there are any. */
    long endTicks() {
        return Math.max(isCut() ? clock.atUs(request.endUs()) : overTicks(), shownTicks + 1);
    }

    /** When the picture that is shown last is over, in this stretch or behind it. */
    private long overTicks() {
        return nextTicks != NONE ? nextTicks : clock.atUs(lastEndUs);
    }

    /** Whether the picture that is shown last is cut where the stretch ends. */
    private boolean isCut() {
        boolean known = nextTicks != NONE || fileEnded;
        return request.endUs() != Long.MAX_VALUE
                && (!known || isLate(overTicks(), clock.atUs(request.endUs())));
    }

    /** Whether the file holds nothing that is seen or heard after the stretch. */
    boolean ended() {
        return fileEnded && !(anyBefore && isCut()) && !video.sides().goesOn();
    }

    /** Somebody else moves the demuxer: the next stretch is sought. */
    void leave() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
        av_frame_unref(before);
        anyBefore = false;
    }

    @Override
    public void close() {
        leave();
        av_frame_free(before);
    }
}
