package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;

/** Where the packets of a file begin, of whatever track: pictures may come later. */
public final class FileStart {
    private FileStart() {}

    /**
     * Goes there.
     *
     * @return false if it is not known where that is
     */
    public static boolean seek(Demuxer demuxer) throws RejectedInput, IOException {
        if (demuxer.soughtByByte()) {
            return demuxer.seekByte(0);
        }
        AVFormatContext format = demuxer.format();
        int first = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVIndexEntry entry = avformat_index_get_entry(format.streams(i), 0);
            if (entry != null && entry.pos() < least) {
                least = entry.pos();
                first = i;
            }
        }
        return first >= 0 && demuxer.seekTime(first, 0);
    }
}
