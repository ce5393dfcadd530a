package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_PTS;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * When a file ends by what is in it: a last picture stays on screen while sound goes on, so that
 * its own length says little (a still of a DVD, a recording of a screen). What a header declares is
 * not asked: it may lie.
 */
public final class FileEnd {
    /** Sound that ends so soon after the picture is no reason for the picture to stay. */
    private static final long LEAST_US = 500_000;

    private FileEnd() {}

    /**
     * Leaves the demuxer anywhere.
     *
     * @param pictureEndUs when the last picture would end by itself
     * @return when it ends, not earlier
     */
    public static long us(OpenedVideo video, long pictureEndUs) throws RejectedInput, IOException {
        long declaredUs = declaredUs(video);
        if (declaredUs > 0 && declaredUs - pictureEndUs < LEAST_US) {
            return pictureEndUs;
        }
        long endUs =
                switch (video.demuxer().container()) {
                    case TRANSPORT_STREAM, PROGRAM_STREAM -> estimated(video);
                    case MP4 -> listed(video);
                    default -> read(video, pictureEndUs);
                };
        return endUs < pictureEndUs + LEAST_US ? pictureEndUs : endUs;
    }

    /** What a header says: only if it is much later is it worth a look; 0 if it says nothing. */
    private static long declaredUs(OpenedVideo video) {
        long duration = video.demuxer().format().duration();
        long start = video.demuxer().format().start_time();
        // Of a file that is read by fragments it is the length of the first.
        return duration == AV_NOPTS_VALUE || duration <= 0 || video.demuxer().fragments() != null
                ? 0
                : duration + (start == AV_NOPTS_VALUE ? 0 : start) - video.clock().originUs();
    }

    /** FFmpeg looks at the last packets of streams that have no index. */
    private static long estimated(OpenedVideo video) {
        AVFormatContext format = video.demuxer().format();
        boolean known =
                format.duration_estimation_method() == AVFMT_DURATION_FROM_PTS
                        && format.start_time() != AV_NOPTS_VALUE
                        && format.duration() != AV_NOPTS_VALUE
                        && video.demuxer().clockResets() == 0;
        return known
                ? format.start_time() + format.duration() - video.clock().originUs()
                : Long.MIN_VALUE;
    }

    /** Samples of other tracks that are in the file. */
    private static long listed(OpenedVideo video) {
        long endUs = Long.MIN_VALUE;
        for (int i = 0; i < video.demuxer().format().nb_streams(); i++) {
            AVStream stream = video.demuxer().stream(i);
            int entries = avformat_index_get_entries_count(stream);
            if (i == video.track().index() || !heardOrSeen(stream) || entries == 0) {
                continue;
            }
            AVIndexEntry last = avformat_index_get_entry(stream, entries - 1);
            boolean there = video.io().size() < 0 || last.pos() + last.size() <= video.io().size();
            if (there) {
                endUs = Math.max(endUs, video.clock().us(stream, last.timestamp()));
            }
        }
        return endUs;
    }

    /** What comes after the last picture. */
    private static long read(OpenedVideo video, long pictureEndUs)
            throws RejectedInput, IOException {
        long endUs = Long.MIN_VALUE;
        AVPacket packet = video.packet();
        video.demuxer().all();
        try {
            boolean there =
                    video.demuxer()
                            .seekTime(video.track().index(), video.clock().ticks(pictureEndUs));
            while (there && video.demuxer().read(packet)) {
                AVStream stream = video.demuxer().stream(packet.stream_index());
                if (heardOrSeen(stream) && packet.pts() != AV_NOPTS_VALUE) {
                    endUs =
                            Math.max(
                                    endUs,
                                    video.clock().us(stream, packet.pts() + packet.duration()));
                }
                av_packet_unref(packet);
            }
        } finally {
            video.demuxer().only(video.track().index());
        }
        return endUs;
    }

    private static boolean heardOrSeen(AVStream stream) {
        int type = stream.codecpar().codec_type();
        return type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO;
    }
}
