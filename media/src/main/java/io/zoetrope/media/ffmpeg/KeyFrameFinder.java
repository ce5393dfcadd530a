package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_KEYFRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Finds the key frames of a track without decoding: from the cues of Matroska, from the sample
 * table of MP4 (walked without reading a picture's bytes, because its entries carry decoding times
 * and only packets carry presentation times), and from all packets where there is no index.
 */
final class KeyFrameFinder {
    /** An index that ends before this share of the duration is no index of the whole. */
    private static final double MOST_OF_IT = 0.5;

    private static final long NONE = Long.MIN_VALUE;

    private final Demuxer demuxer;
    private final SourceIo io;
    private final VideoTrack track;
    private final TrackStart start;
    private final AVPacket packet;

    KeyFrameFinder(
            Demuxer demuxer, SourceIo io, VideoTrack track, TrackStart start, AVPacket packet) {
        this.demuxer = demuxer;
        this.io = io;
        this.track = track;
        this.start = start;
        this.packet = packet;
    }

    /** Leaves the demuxer anywhere. */
    KeyFrameIndex find(long durationUs) throws RejectedInput, IOException {
        KeyFrameCollector found =
                switch (demuxer.container()) {
                    case MP4 -> samples(durationUs);
                    case MATROSKA -> cues(durationUs);
                    default -> packets();
                };
        return found.index(demuxer.container().soughtByByte());
    }

    private KeyFrameCollector samples(long durationUs) throws RejectedInput, IOException {
        int entries = avformat_index_get_entries_count(stream());
        if (entries == 0 || lastEntryUs(entries) < durationUs * MOST_OF_IT) {
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
        demuxer.seekTime(track.index(), start.presentationTicks() + track.ticks(durationUs));
        int entries = avformat_index_get_entries_count(stream());
        if (entries == 0 || lastEntryUs(entries) < durationUs * MOST_OF_IT) {
            return packets();
        }
        KeyFrameCollector found = new KeyFrameCollector();
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream(), i);
            if ((entry.flags() & AVINDEX_KEYFRAME) != 0) {
                found.add(track.us(entry.timestamp() - start.presentationTicks()), entry.pos());
            }
        }
        return found;
    }

    private AVStream stream() {
        return demuxer.stream(track.index());
    }

    private long lastEntryUs(int entries) {
        AVIndexEntry last = avformat_index_get_entry(stream(), entries - 1);
        return track.us(last.timestamp() - start.decodingTicks());
    }

    private KeyFrameCollector packets() throws RejectedInput, IOException {
        KeyFrameCollector found = new KeyFrameCollector();
        long untimedPosition = NONE;
        demuxer.rewind(track.index(), start.decodingTicks());
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
            av_packet_unref(packet);
        }
        return found;
    }

    private void add(KeyFrameCollector found, long ticks, long position) {
        if (position >= 0 || !demuxer.container().soughtByByte()) {
            found.add(track.us(ticks - start.presentationTicks()), position);
        }
    }
}
