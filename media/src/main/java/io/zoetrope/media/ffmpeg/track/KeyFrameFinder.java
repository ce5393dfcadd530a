package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_KEYFRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.MediaClock;
import io.zoetrope.media.ffmpeg.demux.SourceIo;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Finds the key frames of a track without decoding: from the cues of Matroska, from the sample
 * table of MP4 (walked without reading a picture's bytes, because its entries carry decoding times
 * and only packets carry presentation times), and from all packets if there is no index.
 */
public final class KeyFrameFinder {
    /** An index that ends before this share of the duration is no index of the whole. */
    private static final double MOST_OF_IT = 0.5;

    /** Behind the last key frame is a group of pictures; more is not read for the length alone. */
    private static final long MOST_OF_LAST_BYTES = 32 << 20;

    static final long NONE = Long.MIN_VALUE;

    private final Demuxer demuxer;
    private final SourceIo io;
    private final VideoTrack track;
    private final MediaClock clock;
    private final AVPacket packet;
    private long endUs = NONE;

    KeyFrameFinder(
            Demuxer demuxer, SourceIo io, VideoTrack track, MediaClock clock, AVPacket packet) {
        this.demuxer = demuxer;
        this.io = io;
        this.track = track;
        this.clock = clock;
        this.packet = packet;
    }

    /**
     * @param keys of the whole track
     * @param endUs end of the last picture if all packets were looked at, else {@link #NONE}
     */
    public record Found(KeyFrameIndex keys, long endUs) {}

    /** Leaves the demuxer anywhere. */
    Found find(long durationUs) throws RejectedInput, IOException {
        KeyFrameCollector keys =
                switch (demuxer.container()) {
                    case MP4 -> samples(durationUs);
                    case MATROSKA -> cues(durationUs);
                    default -> packets();
                };
        return new Found(keys.index(clock.firstUs(), demuxer.container().soughtByByte()), endUs);
    }

    private KeyFrameCollector samples(long durationUs) throws RejectedInput, IOException {
        if (!reachesFar(durationUs) && (entries() == 0 || demuxer.fragmented())) {
            return packets();
        }
        io.unread(true);
        demuxer.parsing(false);
        try {
            return packets();
        } finally {
            demuxer.parsing(true);
            io.unread(false);
        }
    }

    private KeyFrameCollector cues(long durationUs) throws RejectedInput, IOException {
        // Cues at the end of the file are read when something is sought.
        demuxer.seekTime(track.index(), clock.firstTicks() + track.ticks(durationUs));
        if (!reachesFar(durationUs)) {
            return packets();
        }
        KeyFrameCollector found = new KeyFrameCollector();
        for (int i = 0; i < entries(); i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream(), i);
            if ((entry.flags() & AVINDEX_KEYFRAME) != 0) {
                found.add(clock.us(entry.timestamp()), entry.pos());
            }
        }
        if (doubtful(durationUs)) {
            readLastPackets();
        }
        return found;
    }

    /** Whether the last key frame says that the length which is declared cannot be right. */
    private boolean doubtful(long durationUs) {
        AVIndexEntry last = avformat_index_get_entry(stream(), entries() - 1);
        long mostApart = 0;
        long beforeTicks = clock.firstTicks();
        for (int i = 0; i < entries(); i++) {
            long ticks = avformat_index_get_entry(stream(), i).timestamp();
            mostApart = Math.max(mostApart, ticks - beforeTicks);
            beforeTicks = ticks;
        }
        long afterUs = durationUs - track.us(last.timestamp() - clock.firstTicks());
        boolean near = io.size() - last.pos() <= MOST_OF_LAST_BYTES;
        return near && (afterUs < 0 || afterUs > 2 * track.us(mostApart));
    }

    /** From the last key frame on. */
    private void readLastPackets() throws RejectedInput, IOException {
        AVIndexEntry last = avformat_index_get_entry(stream(), entries() - 1);
        if (demuxer.seekTime(track.index(), last.timestamp())) {
            endUs = NONE;
            while (demuxer.read(track.index(), packet)) {
                endUs = Math.max(endUs, clock.endUs(packet));
                av_packet_unref(packet);
            }
        }
    }

    /**
     * Whether the index goes on for most of the time and the bytes that the file has: one that ends
     * early is of the part that was read by then. A length that is not known proves nothing.
     */
    private boolean reachesFar(long durationUs) {
        if (entries() == 0) {
            return false;
        }
        AVIndexEntry last = avformat_index_get_entry(stream(), entries() - 1);
        long lastUs = track.us(last.timestamp() - clock.decodingTicks());
        return lastUs >= durationUs * MOST_OF_IT && last.pos() >= io.size() * MOST_OF_IT;
    }

    private int entries() {
        return avformat_index_get_entries_count(stream());
    }

    private AVStream stream() {
        return demuxer.stream(track.index());
    }

    private KeyFrameCollector packets() throws RejectedInput, IOException {
        KeyFrameCollector found = new KeyFrameCollector();
        long untimedPosition = NONE;
        endUs = NONE;
        demuxer.rewind(track.index(), clock.decodingTicks());
        while (demuxer.read(track.index(), packet)) {
            boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            boolean timed = packet.pts() != AV_NOPTS_VALUE;
            if (!timed && untimedPosition != NONE) {
                // A reference picture is shown when the next reference picture is decoded.
                add(found, packet.dts(), untimedPosition);
            }
            if (!timed) {
                untimedPosition = key ? packet.pos() : NONE;
            } else if (key) {
                add(found, packet.pts(), packet.pos());
            }
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                endUs = Math.max(endUs, clock.endUs(packet));
            }
            av_packet_unref(packet);
        }
        return found;
    }

    private void add(KeyFrameCollector found, long ticks, long position) {
        if (position >= 0 || !demuxer.container().soughtByByte()) {
            found.add(clock.us(ticks), position);
        }
    }
}
