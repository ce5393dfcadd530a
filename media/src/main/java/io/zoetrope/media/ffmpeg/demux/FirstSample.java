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
    private static final int REMARKS = 6;
    private static final int SEQUENCE_SET = 7;

    /** A remark that names another transfer characteristic (ITU-T H.264 §D.1.32). */
    private static final int PREFERRED_TRANSFER = 147;

    private static final int MOST_REMARKED = 1 << 16;
    private static final int FULL = 0xff;

    private FirstSample() {}

    /**
     * Whether a picture begins in it without another sequence parameter set than the header's, and
     * without a remark that names other colours. Leaves the file where the sample is, which
     * FFmpeg's demuxer does not mind: it seeks each sample, and this one is mostly the first.
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
            boolean plain =
                    switch (type) {
                        case SEQUENCE_SET -> follows(set, first[0], length, io);
                        case REMARKS -> saysNothingOfColours(length, io);
                        default -> avio_skip(io, length - 1) >= 0;
                    };
            if (!plain) {
                return false;
            }
            left -= length;
        }
        return false;
    }

    private static boolean saysNothingOfColours(long length, AVIOContext io) {
        if (length > MOST_REMARKED) {
            return false;
        }
        byte[] remarks = new byte[(int) length - 1];
        if (avio_read(io, remarks, remarks.length) != remarks.length) {
            return false;
        }
        try {
            UnitBits bits = new UnitBits(remarks);
            while (bits.left() > 1) {
                if (inBytes(bits) == PREFERRED_TRANSFER) {
                    return false;
                }
                for (long left = inBytes(bits); left > 0; left--) {
                    bits.bits(Byte.SIZE);
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A number that is the sum of bytes up to the first that is not full (§7.3.2.3.1). */
    private static long inBytes(UnitBits bits) {
        long sum = 0;
        long next = FULL;
        while (next == FULL) {
            next = bits.bits(Byte.SIZE);
            sum += next;
        }
        return sum;
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
