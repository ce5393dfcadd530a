package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReadRequest;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decoded frames from one place of a track on, in order of presentation, over one range or several
 * that touch. For one thread.
 */
public final class FrameStream {
    /** Decoders that begin without knowing how far pictures are reordered mistake some. */
    private static final long MOST_REORDERED_US = 500_000;

    private final OpenedVideo video;
    private final FramesAhead ahead = new FramesAhead();
    private final DecoderFeed feed;
    private final boolean keyFramesOnly;

    /** Key frames are chosen by their packets, if these carry times. */
    private final boolean keyPackets;

    private ReadRequest request;
    private int replays;
    private FramesAhead.Kept replayed;
    private KeyFrameLeaps leaps;
    private boolean first;
    private boolean passed;
    private TrackPosition beforeFirstKey;
    private long frameUs;
    private long shownUs = Long.MIN_VALUE;

    public FrameStream(OpenedVideo video, ReadRequest request) {
        this.video = video;
        this.feed = new DecoderFeed(video, request);
        this.request = request;
        this.keyFramesOnly = request.keyFramesOnly();
        this.keyPackets = keyFramesOnly && !video.start().untimed();
    }

    /** Goes to where the range can be decoded from; the first frame is then at hand. */
    public void open(TrackPosition position) throws RejectedInput, IOException {
        leaps = position.leaps();
        leaps.begin();
        if (keyPackets
                && request.startUs() <= video.clock().firstUs()
                && !video.start().keyFrame()) {
            openBeforeFirstKey(position);
            return;
        }
        for (int attempt = 0; ; attempt++) {
            boolean sought = position.before(request.startUs(), request.bytePosition(), attempt);
            feed.begin();
            first = false;
            passed = false;
            if (!sought || (keyPackets ? keyLandedBefore() : landedBefore())) {
                break;
            }
        }
    }

    /** Goes on with a range that begins where the last one ended. */
    public void goOn(ReadRequest next) {
        request = next;
        feed.goOn(next);
        replays = ahead.size();
    }

    /** Keeps the frame at hand, which lies beyond the range, for the next one. */
    public void keep() {
        ahead.keep(frame(), frameUs, frameEndUs());
    }

    /**
     * Whether the frame at hand comes after all that were taken before, in this range or an earlier
     * one. A clock that goes back gives frames without a place of their own in the video.
     */
    public boolean inOrder() {
        if (replayed != null) {
            return true;
        }
        if (frameUs + MOST_REORDERED_US < shownUs && !video.start().untimed()) {
            feed.damage().misplaced(shownUs);
        }
        boolean later = frameUs > shownUs;
        if (later && frameUs >= request.startUs()) {
            shownUs = frameUs;
        }
        return later;
    }

    /** What went wrong in the range. */
    public Damage damage() {
        return feed.damage();
    }

    /** Whether reading was given up although the file goes on. */
    public boolean gaveUp() {
        return feed.gaveUp();
    }

    /** A video that is shown from before its first key frame begins with its first picture. */
    private void openBeforeFirstKey(TrackPosition position) throws RejectedInput, IOException {
        rewind(position);
        beforeFirstKey = decodeNext() ? position : null;
        if (beforeFirstKey == null) {
            rewind(position);
        }
    }

    private void rewind(TrackPosition position) throws RejectedInput, IOException {
        position.rewind();
        feed.restart();
        first = false;
    }

    /**
     * With key frames only: when the next one comes, whose picture takes the place of the last, or
     * the last packet's picture ends.
     */
    public long nextKeyUs() {
        if (passed) {
            return feed.sentUs();
        }
        return feed.fileEnded() ? feed.packetsEndUs() : leaps.nextUs();
    }

    /** Reads on until sound and captions of the range are there. */
    public void readOn() throws RejectedInput, IOException {
        feed.readOn();
    }

    /** Whether the next range cannot go on from here. */
    public boolean lostSome() {
        return feed.lostSome();
    }

    /** Whether the file ended, or what can be read of it. */
    public boolean fileEnded() {
        return feed.fileEnded();
    }

    public void close() {
        dropReplayed();
        ahead.close();
        feed.close();
    }

    private void dropReplayed() {
        if (replayed != null) {
            replayed.free();
            replayed = null;
        }
    }

    private boolean landedBefore() throws RejectedInput, IOException {
        first = decodeNext();
        return first && frameUs <= request.startUs();
    }

    private boolean keyLandedBefore() throws RejectedInput, IOException {
        if (!feed.look()) {
            return false;
        }
        // The packet stays: it is the first that is looked at.
        first = true;
        return feed.sentUs() <= request.startUs();
    }

    public AVFrame frame() {
        return replayed != null ? replayed.frame() : video.decoder().frame();
    }

    /** Presentation time of {@link #frame()}. */
    public long frameUs() {
        return frameUs;
    }

    /** When the next picture takes the place of {@link #frame()}, as far as the file says. */
    public long frameEndUs() {
        if (replayed != null) {
            return replayed.endUs();
        }
        long ticks = frame().best_effort_timestamp();
        long length = frame().duration();
        boolean timed = length > 0 && ticks != AV_NOPTS_VALUE;
        long end = timed ? timeOf(ticks + length) : frameUs + video.track().usualFrameUs();
        return Math.max(frameUs, end);
    }

    /**
     * Decodes the next frame.
     *
     * @return false if there is no more
     */
    public boolean next() throws RejectedInput, IOException {
        dropReplayed();
        if (replays > 0) {
            replays--;
            replayed = ahead.poll();
            frameUs = replayed.us();
            return true;
        }
        if (keyPackets) {
            return nextKey();
        }
        boolean got = first || decodeNext();
        first = false;
        while (got && keyFramesOnly && !isKey()) {
            got = decodeNext();
        }
        return got;
    }

    private boolean nextKey() throws RejectedInput, IOException {
        if (beforeFirstKey != null && !first) {
            first = true;
            return true;
        }
        if (beforeFirstKey != null) {
            rewind(beforeFirstKey);
            beforeFirstKey = null;
        }
        return decodeNextKey();
    }

    private boolean isKey() {
        return (frame().flags() & AV_FRAME_FLAG_KEY) != 0;
    }

    private boolean decodeNext() throws RejectedInput, IOException {
        if (!feed.decode()) {
            return false;
        }
        long ticks = frame().best_effort_timestamp();
        long guess = frameUs + video.track().usualFrameUs();
        frameUs = ticks == AV_NOPTS_VALUE ? guess : timeOf(ticks);
        return true;
    }

    private long timeOf(long ticks) {
        return video.clock().us(ticks);
    }

    /** Each key frame is decoded as a stream of its own: none waits for pictures after it. */
    private boolean decodeNextKey() throws RejectedInput, IOException {
        while (first || onward() && feed.read()) {
            first = false;
            boolean again = passed;
            passed = false;
            AVPacket packet = video.packet();
            boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0 && !leaps.again(packet);
            boolean shown = (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
            long sentUs = feed.sentUs();
            boolean wanted =
                    key && shown && sentUs >= request.startUs() && sentUs < request.endUs();
            boolean beyond = key && sentUs >= request.endUs();
            if (key && !again) {
                // Before it is decoded: the next one is on its way meanwhile.
                leaps.passed(packet, request.endUs());
            }
            boolean decoded = wanted && feed.decodeAlone(packet);
            if (beyond) {
                // The packet stays: it is the first of the next range.
                first = true;
                passed = true;
                return false;
            }
            av_packet_unref(packet);
            if (decoded) {
                frameUs = sentUs;
                return true;
            }
            if (feed.gaveUp()) {
                return false;
            }
        }
        return false;
    }

    /** No leaps if other tracks are read too. */
    private boolean onward() throws IOException {
        return video.sides().wanted() || leaps.onward(request.endUs());
    }
}
