package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.PictureCoding;
import io.zoetrope.media.ffmpeg.segment.StretchPackets;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Packets of H.264 from a key frame on that is the clip's first picture, up to one behind which
 * nothing of the clip follows and before which nothing else comes: so every player shows these
 * pictures and no others.
 */
final class CopiedStretch implements AutoCloseable {
    private final StretchPackets packets;
    private final List<AVPacket> pictures;
    private final long[] shownUs;
    private final long endUs;

    private CopiedStretch(
            StretchPackets packets, List<AVPacket> pictures, long[] shownUs, long endUs) {
        this.packets = packets;
        this.pictures = pictures;
        this.shownUs = shownUs;
        this.endUs = endUs;
    }

    /**
     * @return null if the pictures have to be encoded
     */
    static CopiedStretch find(
            OpenedVideo video, TrackPosition position, KeyFrameIndex keys, ClipRequest request)
            throws RejectedInput, IOException {
        int first = first(video, keys, request);
        AVCodecParameters codec = video.demuxer().stream(video.track().index()).codecpar();
        if (first < 0 || !isPlain(codec) || video.start().untimed()) {
            return null;
        }
        StretchPackets packets = new StretchPackets(video, position, true, null, 0);
        CopiedStretch found = null;
        try {
            long at = keys.positions().length == 0 ? -1 : keys.positions()[first];
            long keyUs = keys.timesUs()[first];
            packets.gather(
                    new SegmentRequest(
                            keyUs <= video.clock().firstUs() ? 0 : 1, keyUs, request.endUs(), at));
            found = packets.untimed() ? null : found(video, packets, codec, keyUs, request);
        } catch (RejectedInput e) {
            // Up to the next key frame it is more than memory has: decoding holds less.
            if (!e.reason().equals(Reason.TOO_LARGE.wire())) {
                throw e;
            }
        } finally {
            if (found == null) {
                packets.close();
            }
        }
        return found;
    }

    /** Which key frame the clip begins with; negative if none. */
    static int first(OpenedVideo video, KeyFrameIndex keys, ClipRequest request) {
        long[] timesUs = keys.timesUs();
        int at = Arrays.binarySearch(timesUs, request.startUs());
        int first = at >= 0 ? at : -at - 1;
        // What comes before the first picture is shown by none.
        boolean begins = first == 0 && request.startUs() <= video.clock().firstUs();
        boolean there =
                first < timesUs.length
                        && timesUs[first] < request.endUs()
                        && timesUs[first] <= request.startUs() + ClipRequest.ROUNDED_US;
        return there || begins && timesUs.length > 0 && timesUs[0] < request.endUs() ? first : -1;
    }

    private static boolean isPlain(AVCodecParameters codec) {
        int format = codec.format();
        boolean plain = format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
        return codec.codec_id() == AV_CODEC_ID_H264 && plain && codec.extradata_size() > 0;
    }

    private static CopiedStretch found(
            OpenedVideo video,
            StretchPackets packets,
            AVCodecParameters codec,
            long keyUs,
            ClipRequest request) {
        List<AVPacket> all = packets.pictures();
        long[] shownUs = all.stream().mapToLong(video.clock()::us).toArray();
        int count = shownUs.length;
        while (count > 0 && shownUs[count - 1] >= request.endUs()) {
            count--;
        }
        long[] shown = Arrays.copyOf(shownUs, count);
        boolean exact =
                count > 0
                        && shown[0] == keyUs
                        && Arrays.stream(shown).allMatch(us -> us >= keyUs && us < request.endUs())
                        && all.subList(0, count).stream()
                                .noneMatch(new PictureCoding(codec)::changesAt);
        AVPacket next = packets.nextPicture();
        // Behind a key frame of an open group come pictures that are shown before it.
        boolean closed = next == null || new PictureCoding(codec).refreshes(next);
        if (!exact || !closed) {
            return null;
        }
        boolean followed = count < all.size() || next != null;
        List<AVPacket> pictures = all.subList(0, count);
        return new CopiedStretch(
                packets, pictures, shown, endUs(video, pictures, followed, request.endUs()));
    }

    /** When the last one is over. */
    private static long endUs(
            OpenedVideo video, List<AVPacket> pictures, boolean followed, long wantedUs) {
        if (followed) {
            return wantedUs;
        }
        long lastUs = pictures.stream().mapToLong(video.clock()::endUs).max().orElse(0);
        return Math.min(wantedUs, lastUs);
    }

    /** In the order of decoding; this one's still. */
    List<AVPacket> pictures() {
        return pictures;
    }

    /**
     * When each is shown, from the time on at which a clip begins.
     *
     * @param begins whether the clip begins with it: its first one is shown from the beginning on
     */
    long[] shownTicks(long clipStartUs, boolean begins) {
        long[] ticks = new long[shownUs.length];
        for (int i = begins ? 1 : 0; i < ticks.length; i++) {
            ticks[i] = ClipPictures.ticks(shownUs[i] - clipStartUs);
        }
        return ticks;
    }

    /** Media time at which the last one is over. */
    long endUs() {
        return endUs;
    }

    @Override
    public void close() {
        packets.close();
    }
}
