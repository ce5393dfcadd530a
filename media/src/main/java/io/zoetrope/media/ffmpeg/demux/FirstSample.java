package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avio_rb32;
import static org.bytedeco.ffmpeg.global.avformat.avio_read;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avformat.avio_skip;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The first sample of a track of H.264 in an MP4, as far as its first slice of a picture. */
final class FirstSample {
    private static final int SEEK_SET = 0;
    private static final int LENGTH_BYTES = 4;
    private static final int TYPE = 0x1f;
    private static final int LAST_SLICE = 5;
    private static final int SEQUENCE_SET = 7;

    private FirstSample() {}

    /**
     * Whether a picture begins in it without another sequence parameter set than the header's.
     * Leaves the file where the sample is, which FFmpeg's demuxer does not mind: it seeks each
     * sample, and this one is mostly the first.
     *
     * @param format opened and not read from
     * @param set that stands in the header
     */
    static boolean isBy(byte[] set, AVFormatContext format, AVStream stream) {
        AVIndexEntry sample = avformat_index_get_entry(stream, 0);
        AVIOContext io = format.pb();
        if (sample == null || avio_seek(io, sample.pos(), SEEK_SET) < 0) {
            return false;
        }
        long left = sample.size();
        while (left > LENGTH_BYTES) {
            left -= LENGTH_BYTES;
            long length = Integer.toUnsignedLong(avio_rb32(io));
            byte[] first = new byte[1];
            if (length == 0 || length > left || avio_read(io, first, 1) != 1) {
                return false;
            }
            int type = first[0] & TYPE;
            if (type > 0 && type <= LAST_SLICE) {
                return true;
            }
            if (type == SEQUENCE_SET
                    ? !follows(set, first[0], length, io)
                    : avio_skip(io, length - 1) < 0) {
                return false;
            }
            left -= length;
        }
        return false;
    }

    private static boolean follows(byte[] set, byte first, long length, AVIOContext io) {
        if (length != set.length) {
            return false;
        }
        byte[] unit = new byte[set.length];
        unit[0] = first;
        byte[] rest = new byte[set.length - 1];
        if (avio_read(io, rest, rest.length) != rest.length) {
            return false;
        }
        System.arraycopy(rest, 0, unit, 1, rest.length);
        return Arrays.equals(unit, set);
    }
}
