package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Chooses the video track that a player would show: one that can be decoded, that is no single
 * still beside a film, the default one, one that is not much shorter or of far fewer pictures than
 * another, the one with more pixels, the first.
 */
final class TrackChoice {
    private static final int PICTURES =
            AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;

    /** A track with less than this share of the longest one's pictures or time is no film. */
    private static final double FEW = 0.5;

    /**
     * @param frames as far as the container says, 0 if it does not
     * @param seconds likewise
     */
    private record Candidate(
            int index,
            boolean decoded,
            boolean isDefault,
            double frames,
            double seconds,
            long pixels) {
        static Candidate of(AVStream stream, int index) {
            double seconds =
                    Math.max(0, stream.duration())
                            * (double) stream.time_base().num()
                            / Math.max(1, stream.time_base().den());
            double rate =
                    (double) stream.avg_frame_rate().num()
                            / Math.max(1, stream.avg_frame_rate().den());
            return new Candidate(
                    index,
                    avcodec_find_decoder(stream.codecpar().codec_id()) != null,
                    (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0,
                    stream.nb_frames() > 0 ? stream.nb_frames() : rate * seconds,
                    seconds,
                    (long) stream.codecpar().width() * stream.codecpar().height());
        }

        boolean single() {
            return frames == 1;
        }
    }

    private TrackChoice() {}

    /**
     * @return the stream's index, or -1 if none is a video; cover pictures are left aside
     */
    static int of(AVFormatContext format) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && (stream.disposition() & PICTURES) == 0) {
                candidates.add(Candidate.of(stream, i));
            }
        }
        double mostFrames = candidates.stream().mapToDouble(Candidate::frames).max().orElse(0);
        double longest = candidates.stream().mapToDouble(Candidate::seconds).max().orElse(0);
        return candidates.stream()
                .max(
                        Comparator.comparing(Candidate::decoded)
                                .thenComparing(one -> !one.single())
                                .thenComparing(Candidate::isDefault)
                                .thenComparing(one -> enough(one.frames(), mostFrames))
                                .thenComparing(one -> enough(one.seconds(), longest))
                                .thenComparing(Candidate::pixels)
                                .thenComparing(one -> -one.index()))
                .map(Candidate::index)
                .orElse(-1);
    }

    /** What is not known counts as enough. */
    private static boolean enough(double amount, double most) {
        return amount == 0 || amount >= most * FEW;
    }
}
