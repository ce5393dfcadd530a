package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.playback.VideoTimes;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Packets that are all there, in the order of decoding, at the times at which they are shown. */
final class TimedPictures implements ClipPictures {
    private final AVCodecParameters codec;
    private final List<AVPacket> pictures;
    private final VideoTimes times;
    private final int copied;
    private final Runnable freeing;

    /** By how much decoding goes ahead of showing: no picture is shown before it is decoded. */
    private final long ahead;

    private int next;
    private long decodedTicks;

    /**
     * @param pictures of this codec; the caller's, who frees them
     * @param copied how many of them are as they were
     * @param freeing is called when this is closed
     */
    TimedPictures(
            AVCodecParameters codec,
            List<AVPacket> pictures,
            VideoTimes times,
            int copied,
            Runnable freeing) {
        this.codec = codec;
        this.pictures = pictures;
        this.times = times;
        this.copied = copied;
        this.freeing = freeing;
        this.ahead = Math.max(0, -Arrays.stream(times.shownLater()).min().orElse(0));
    }

    /**
     * All of a clip.
     *
     * @param stretch closed with what is returned
     */
    static TimedPictures of(AVCodecParameters codec, CopiedStretch stretch, long startUs) {
        VideoTimes times =
                VideoTimes.of(
                        stretch.shownTicks(startUs, true),
                        ClipPictures.ticks(stretch.endUs() - startUs));
        int count = stretch.pictures().size();
        return new TimedPictures(codec, stretch.pictures(), times, count, stretch::close);
    }

    @Override
    public AVCodecParameters codec() {
        return codec;
    }

    @Override
    public int copied() {
        return copied;
    }

    @Override
    public boolean next(AVPacket into) {
        if (next == pictures.size()) {
            return false;
        }
        Ffmpeg.require(av_packet_ref(into, pictures.get(next)), "take a picture");
        into.dts(decodedTicks - ahead);
        into.pts(decodedTicks + times.shownLater()[next]);
        into.duration(times.ticks()[next]);
        decodedTicks += times.ticks()[next];
        next++;
        return true;
    }

    @Override
    public void close() {
        freeing.run();
    }
}
