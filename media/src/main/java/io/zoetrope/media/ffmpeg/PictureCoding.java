package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;

import io.zoetrope.media.playback.AnnexB;
import io.zoetrope.media.playback.JoinedCoding;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** How a file's pictures are coded, which players are told once. For one thread. */
public final class PictureCoding {
    private final byte[] configuration;
    private final boolean marked;

    public PictureCoding(AVCodecParameters codec) {
        configuration = new byte[codec.extradata_size()];
        if (configuration.length > 0) {
            codec.extradata().get(configuration);
        }
        marked = AnnexB.isMarked(configuration);
    }

    /** Whether pictures have start codes, and not their lengths. */
    public boolean marked() {
        return marked;
    }

    /** Whether pictures are coded otherwise from this one on. */
    public boolean changesAt(AVPacket picture) {
        byte[] anew = sideData(picture);
        boolean key = (picture.flags() & AV_PKT_FLAG_KEY) != 0;
        return anew != null && !Arrays.equals(anew, configuration)
                || marked && key && AnnexB.changes(configuration, bytes(picture));
    }

    /**
     * Whether a picture of H.264 begins anew: nothing behind it refers to what is before it, or is
     * shown before it. False if the configuration cannot be read.
     */
    public boolean refreshes(AVPacket picture) {
        try {
            return JoinedCoding.refreshes(configuration, bytes(picture));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] sideData(AVPacket packet) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
            if (data == null) {
                return null;
            }
            byte[] bytes = new byte[Math.toIntExact(size.get())];
            data.get(bytes);
            return bytes;
        }
    }

    public static byte[] bytes(AVPacket picture) {
        byte[] bytes = new byte[picture.size()];
        if (bytes.length > 0) {
            picture.data().get(bytes);
        }
        return bytes;
    }
}
