package io.zoetrope.media.ffmpeg.clip;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The pictures of a clip, from its time 0 on. For one thread. */
interface ClipPictures extends AutoCloseable {
    /** Of all times of the packets; every usual frame rate has whole numbers of them. */
    int TICKS_PER_SECOND = 90_000;

    /** Of the packets; valid until it is closed. */
    AVCodecParameters codec();

    /** How many of them are as they were in the video. */
    int copied();

    /**
     * Puts the next packet into an empty one, in order of decoding.
     *
     * @return false if there is none
     */
    boolean next(AVPacket into) throws RejectedInput, IOException;

    @Override
    void close();

    static long ticks(long us) {
        return Math.floorDiv(us * (TICKS_PER_SECOND / 10_000) + 50, 100);
    }
}
