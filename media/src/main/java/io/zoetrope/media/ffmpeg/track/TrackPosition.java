package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Goes to places in a track. A demuxer's seek is a hint: containers sought by time land by decoding
 * time, so {@link FrameStream} verifies and asks for an earlier {@code attempt}.
 */
public final class TrackPosition {
    /** How far before the wanted time each attempt seeks; after the last, the start is taken. */
    private static final long[] BACK_US = {0, 1_000_000, 5_000_000, 30_000_000};

    /** Enough of a transport stream to hold several pictures. */
    private static final long BYTES_BEFORE = 2L << 20;

    private static final int REORDERED = 32;

    /** Pictures that are shown before a key frame but come behind it. */
    private static final long CLOCK_TOLERANCE_US = 1_000_000;

    private final OpenedVideo video;
    private final KeyFrameLeaps leaps;
    private final FragmentPlaces fragments;
    private KeyFrameFinder.Found found;

    public TrackPosition(OpenedVideo video) {
        this.video = video;
        this.fragments = FragmentPlaces.of(video);
        this.leaps = new KeyFrameLeaps(video.demuxer(), video.track(), video.clock());
    }

    /** From one key frame to the next. */
    KeyFrameLeaps leaps() {
        return leaps;
    }

    /** Whether the key frames are known, so that asking for them moves nothing. */
    public boolean indexed() {
        return found != null;
    }

    /**
     * @return null if the file's fragments cannot be read by themselves, so that it is to be opened
     *     without regard to them
     */
    public KeyFrameIndex index(long durationUs) throws RejectedInput, IOException {
        if (found == null) {
            found =
                    fragments != null
                            ? fragments.keyFrames(video.clock().firstUs())
                            : finder().find(durationUs);
        }
        return found == null ? null : found.keys();
    }

    private KeyFrameFinder finder() {
        return new KeyFrameFinder(
                video.demuxer(), video.io(), video.track(), video.clock(), video.packet());
    }

    /**
     * Whether a range can be sought: if not, the file is to be opened without regard to its
     * fragments.
     *
     * @param bytePosition that the range came with, or -1, to be believed only as far as it proves
     *     right
     */
    public boolean reaches(long us, long bytePosition) throws RejectedInput, IOException {
        if (fragments == null || us <= video.clock().firstUs()) {
            return true;
        }
        boolean there = bytePosition > 0 && fragments.keyBefore(us, bytePosition).isPresent();
        return there || index(0) != null;
    }

    /** End of the last picture if all packets were looked at for the index, else no time. */
    public OptionalLong endUs() {
        return found == null || found.endUs() == KeyFrameFinder.NONE
                ? OptionalLong.empty()
                : OptionalLong.of(found.endUs());
    }

    /**
     * Makes sure that what stands at a position has the time that it should have: behind a clock
     * that was set anew it has not, until all that comes before was looked at.
     */
    public void checkClock(long us, long bytePosition) throws RejectedInput, IOException {
        if (fragments != null
                || indexed()
                || bytePosition <= 0
                || !video.demuxer().container().soughtByByte()) {
            return;
        }
        boolean right =
                video.demuxer().seekByte(bytePosition)
                        && video.demuxer().read(video.track().index(), video.packet())
                        && Math.abs(video.packetUs() - us) <= CLOCK_TOLERANCE_US;
        av_packet_unref(video.packet());
        if (!right) {
            index(0);
        }
    }

    public void rewind() throws RejectedInput, IOException {
        video.demuxer().rewind(video.track().index(), video.start().decodingTicks());
    }

    /**
     * Seeks before a time, further back with each attempt.
     *
     * @return false once it went to the very start
     */
    public boolean before(long us, long bytePosition, int attempt)
            throws RejectedInput, IOException {
        if (us <= video.clock().firstUs() || attempt >= BACK_US.length) {
            rewind();
            return false;
        }
        boolean done =
                fragments != null
                        ? toFragment(us - BACK_US[attempt], bytePosition)
                        : video.demuxer().container().soughtByByte()
                                ? video.demuxer().seekByte(position(us, bytePosition, attempt))
                                : video.demuxer()
                                        .seekTime(
                                                video.track().index(),
                                                ticks(us - BACK_US[attempt]));
        if (!done) {
            rewind();
        }
        return done;
    }

    /** To the fragment of a key frame, and in it to the last key frame before a time. */
    private boolean toFragment(long us, long bytePosition) throws RejectedInput, IOException {
        OptionalLong place = fragments.keyBefore(us, Math.max(0, bytePosition));
        if (place.isEmpty() && bytePosition > 0) {
            place = fragments.keyBefore(us, 0);
        }
        if (place.isEmpty() || !video.demuxer().seekByte(place.getAsLong())) {
            return false;
        }
        video.demuxer().seekTime(video.track().index(), ticks(us));
        return true;
    }

    private long ticks(long us) {
        return video.clock().ticks(us);
    }

    /**
     * Where a range can be read from, in a container that is sought by byte.
     *
     * @param bytePosition if it is known, or -1
     */
    long byteBefore(long us, long bytePosition) throws RejectedInput, IOException {
        return fragments != null ? lead(us, bytePosition) : position(us, bytePosition, 0);
    }

    private long lead(long us, long bytePosition) throws RejectedInput, IOException {
        OptionalLong place = fragments.lead(us, Math.max(0, bytePosition));
        return place.isPresent() || bytePosition <= 0
                ? place.orElse(0)
                : fragments.lead(us, 0).orElse(0);
    }

    private long position(long us, long bytePosition, int attempt)
            throws RejectedInput, IOException {
        if (bytePosition >= 0 && attempt == 0) {
            return bytePosition;
        }
        KeyFrameIndex keys = index(0);
        int found = Arrays.binarySearch(keys.timesUs(), us);
        int at = (found >= 0 ? found : -found - 2) - attempt;
        return at < 0 ? 0 : keys.positions()[at];
    }

    /**
     * Whether a picture is shown in a range that ends where a read is to begin. Looks at packets
     * only.
     */
    public boolean anyIn(long fromUs, long toUs, long bytePosition)
            throws RejectedInput, IOException {
        if (fragments != null) {
            video.demuxer().seekByte(lead(fromUs, bytePosition));
        } else if (video.demuxer().container().soughtByByte()) {
            long position = position(toUs, bytePosition, 0);
            video.demuxer().seekByte(Math.max(0, position - BYTES_BEFORE));
        } else if (!before(toUs - 1, -1, 0)) {
            rewind();
        }
        int beyond = 0;
        while (beyond < REORDERED && video.demuxer().read(video.track().index(), video.packet())) {
            boolean shown = (video.packet().flags() & AV_PKT_FLAG_DISCARD) == 0;
            long us = video.packetUs();
            boolean timed =
                    video.packet().pts() != AV_NOPTS_VALUE
                            || video.packet().dts() != AV_NOPTS_VALUE;
            av_packet_unref(video.packet());
            if (timed && shown && us >= fromUs && us < toUs) {
                return true;
            }
            beyond += us >= toUs ? 1 : 0;
        }
        return false;
    }
}
