package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry_from_timestamp;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.MediaClock;
import io.zoetrope.media.ffmpeg.demux.SourceIo;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Goes from key frame to key frame by the container's index, so that what lies between is never
 * fetched. A leap is a seek: times come from the demuxer as they do without it.
 *
 * <p>An index may name only some of the key frames (sparse cues of Matroska; an MP4 that lists no
 * picture of an open group). So it is believed once the stretch between two that it named before
 * they were read has been read, and no other key frame was in it. Of a fragmented MP4 only what was
 * known when it was opened counts, and nothing if it is read fragment by fragment. In other
 * containers, and after a seek that landed in the wrong place, there are no leaps. For one thread.
 */
final class KeyFrameLeaps {
    /** What is nearer than this is read through: a seek would fetch as much again. */
    private static final long LEAST_BYTES = SourceIo.BUFFER_BYTES;

    /** FFmpeg thins out an index that grows over a mebibyte while a file is read. */
    private static final int MOST_GROWING_ENTRIES = 40_000;

    private static final long NONE = AV_NOPTS_VALUE;

    private enum Trust {
        UNPROVEN,
        PROVEN,
        LOST
    }

    private final Demuxer demuxer;
    private final VideoTrack track;
    private final MediaClock clock;
    private final boolean growing;
    private final long lastTicks;
    private Trust trust;
    private long keyEnd;
    private long nextTicks = NONE;
    private long nextPosition;
    private boolean unread;
    private boolean named;
    private long landing = NONE;

    KeyFrameLeaps(Demuxer demuxer, VideoTrack track, MediaClock clock) {
        this.demuxer = demuxer;
        this.track = track;
        this.clock = clock;
        this.growing = demuxer.container() == Container.MATROSKA;
        boolean listed = demuxer.container() == Container.MP4 && demuxer.fragments() == null;
        this.trust = growing || listed ? Trust.UNPROVEN : Trust.LOST;
        this.lastTicks = growing ? Long.MAX_VALUE : lastTicks();
    }

    private long lastTicks() {
        int entries = entries();
        return entries == 0 ? NONE : avformat_index_get_entry(stream(), entries - 1).timestamp();
    }

    /** Another range begins; what was learnt of the index stays. */
    void begin() {
        nextTicks = NONE;
        unread = false;
        named = false;
        landing = NONE;
    }

    /** Where the index says that the next key frame is, or the earliest time if it does not. */
    long nextUs() {
        return nextTicks == NONE ? Long.MIN_VALUE : us(nextTicks);
    }

    /** Whether a seek landed before its place, on a packet that was read already. */
    boolean again(AVPacket packet) {
        if (landing == NONE || ticks(packet) == NONE || ticks(packet) >= landing) {
            return false;
        }
        trust = Trust.LOST;
        return true;
    }

    /**
     * Notes a key frame's packet, and where the index says the next one is.
     *
     * @param endUs none at or behind it is to be read
     */
    void passed(AVPacket key, long endUs) throws IOException {
        if (growing && entries() > MOST_GROWING_ENTRIES) {
            trust = Trust.LOST;
        }
        if (trust == Trust.LOST) {
            return;
        }
        long ticks = ticks(key);
        boolean foretold = unread && ticks == nextTicks;
        if (trust == Trust.UNPROVEN && unread) {
            trust = !foretold ? Trust.LOST : named ? Trust.PROVEN : trust;
        }
        named = foretold || !growing;
        keyEnd = key.pos() + key.size();
        AVIndexEntry next = ticks == NONE || key.pos() < 0 ? null : keyAfter(ticks);
        boolean known = next != null && next.timestamp() <= lastTicks;
        nextTicks = known ? next.timestamp() : NONE;
        nextPosition = known ? next.pos() : 0;
        // What was read is in the index too: only what lies ahead shows what the cues are worth.
        unread = known && nextPosition > demuxer.furthestRead();
        if (known && leapsTo(endUs)) {
            demuxer.expect(nextPosition, next.size());
        }
    }

    private boolean leapsTo(long endUs) {
        return trust == Trust.PROVEN
                && us(nextTicks) < endUs
                && nextPosition - keyEnd >= LEAST_BYTES;
    }

    /**
     * To be called before more is read: seeks to the next key frame if it is known and far enough
     * away.
     *
     * @return false if the index shows that nothing more of the range comes
     */
    boolean onward(long endUs) throws IOException {
        if (trust != Trust.PROVEN || nextTicks == NONE) {
            return true;
        }
        if (us(nextTicks) >= endUs) {
            return false;
        }
        if (leapsTo(endUs)) {
            leap();
        }
        return true;
    }

    private void leap() throws IOException {
        AVIndexEntry beyond = keyAfter(nextTicks);
        if (growing && beyond == null) {
            // A seek to the last cue reads all that follows, to learn whether there are more.
            nextPosition = 0;
            return;
        }
        // As late as lands there: an open group's key frame is not taken for a time before it.
        long wanted = beyond == null ? lastTicks : Math.min(beyond.timestamp() - 1, lastTicks);
        if (demuxer.seekTime(track.index(), wanted)) {
            landing = nextTicks;
        }
        nextTicks = NONE;
        unread = false;
    }

    private AVIndexEntry keyAfter(long ticks) {
        return avformat_index_get_entry_from_timestamp(stream(), ticks + 1, 0);
    }

    private int entries() {
        return avformat_index_get_entries_count(stream());
    }

    private AVStream stream() {
        return demuxer.stream(track.index());
    }

    /** As the index counts: MP4 by decoding time, Matroska by presentation time. */
    private long ticks(AVPacket packet) {
        return growing ? packet.pts() : packet.dts();
    }

    /** No picture is shown before it is decoded. */
    private long us(long ticks) {
        return clock.us(ticks);
    }
}
