package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.PictureCoding;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.picture.HdrTone;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.JoinedCoding;
import io.zoetrope.media.playback.VideoTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * The pictures of a clip that does not begin, or not end, where it could be cut: its ends are
 * encoded, from its beginning to the next key frame and from the last key frame on, and what is
 * between them is copied. For one thread.
 */
final class JoinedPictures {
    private final OpenedVideo video;
    private final TrackPosition position;
    private final KeyFrameIndex keys;
    private final ClipRequest request;
    private final AVCodecParameters from;
    private final AVCodecParameters codec = Ffmpeg.allocated(avcodec_parameters_alloc());
    private final Part head = new Part();
    private final Part middle = new Part();
    private final Part tail = new Part();
    private byte[] encodedSets;
    private JoinedCoding coding;
    private long encodedBytes;

    /** Packets of this class's own, in the order of decoding. */
    private static final class Part {
        final List<AVPacket> pictures = new ArrayList<>();
        final List<Long> shownTicks = new ArrayList<>();
        long endTicks;

        void add(byte[] picture, boolean key, long ticks) {
            AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
            pictures.add(packet);
            Ffmpeg.require(av_new_packet(packet, picture.length), "hold a picture");
            packet.data().put(picture);
            packet.flags(key ? AV_PKT_FLAG_KEY : 0);
            shownTicks.add(ticks);
        }

        void free() {
            pictures.forEach(packet -> av_packet_free(packet));
            pictures.clear();
            shownTicks.clear();
        }
    }

    private JoinedPictures(
            OpenedVideo video, TrackPosition position, KeyFrameIndex keys, ClipRequest request) {
        this.video = video;
        this.position = position;
        this.keys = keys;
        this.request = request;
        from = video.demuxer().stream(video.track().index()).codecpar();
    }

    /**
     * @return null if all of them have to be encoded
     */
    static ClipPictures find(
            OpenedVideo video, TrackPosition position, KeyFrameIndex keys, ClipRequest request)
            throws RejectedInput, IOException {
        JoinedPictures joined = new JoinedPictures(video, position, keys, request);
        ClipPictures found = null;
        try {
            found = joined.isPlain() && joined.find() ? joined.timed() : null;
            return found;
        } catch (IllegalArgumentException e) {
            // The two codings cannot stand in one track.
            return null;
        } finally {
            if (found == null) {
                joined.free();
            }
        }
    }

    /** Whether pictures can be encoded to look like those beside them. */
    private boolean isPlain() {
        return from.codec_id() == AV_CODEC_ID_H264
                && from.format() == AV_PIX_FMT_YUV420P
                && from.color_range() != AVCOL_RANGE_JPEG
                && HdrTone.of(from.color_trc()) == null
                && from.width() % 2 == 0
                && from.height() % 2 == 0
                && Math.min(from.width(), from.height()) >= ClipEncoder.LEAST_SIDE
                && video.track().sampleAspect() == 1;
    }

    private boolean find() throws RejectedInput, IOException {
        long[] timesUs = keys.timesUs();
        boolean begins = CopiedStretch.first(video, keys, request) >= 0;
        int first =
                begins
                        ? CopiedStretch.first(video, keys, request)
                        : firstAfter(timesUs, request.startUs());
        int last = firstAfter(timesUs, request.endUs()) - 1;
        if (first > last || timesUs[first] >= request.endUs()) {
            return false;
        }
        long fromUs = timesUs[first];
        // If it begins there, it does not end where it could be cut.
        CopiedStretch whole = begins ? null : stretch(begins, fromUs, request.endUs());
        if (whole != null) {
            return join(whole, begins, fromUs, request.endUs());
        }
        CopiedStretch part = first < last ? stretch(begins, fromUs, timesUs[last]) : null;
        return part != null && join(part, begins, fromUs, timesUs[last]);
    }

    private static int firstAfter(long[] timesUs, long us) {
        int at = Arrays.binarySearch(timesUs, us);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** What can be copied; null if nothing can, or if that is not worth its ends. */
    private CopiedStretch stretch(boolean begins, long fromUs, long toUs)
            throws RejectedInput, IOException {
        return isCheaper(begins ? request.startUs() : fromUs, toUs)
                ? CopiedStretch.find(video, position, keys, request.part(fromUs, toUs))
                : null;
    }

    /**
     * @param stretch closed here
     */
    private boolean join(CopiedStretch stretch, boolean begins, long fromUs, long toUs)
            throws RejectedInput, IOException {
        try (stretch) {
            // Before the ends, which cost more.
            if (!new PictureCoding(from).refreshes(stretch.pictures().get(0))
                    || !begins && !encode(request.startUs(), fromUs, head)
                    || toUs < request.endUs() && !encode(toUs, request.endUs(), tail)) {
                return false;
            }
            copy(stretch, begins);
            return true;
        }
    }

    /** Whether fewer pixels are encoded than if all were, which may be smaller. */
    private boolean isCheaper(long fromUs, long toUs) {
        double scale = (double) request.longestSide() / Math.max(from.width(), from.height());
        double endsUs = (fromUs - request.startUs()) + (request.endUs() - toUs);
        double allUs = request.endUs() - request.startUs();
        return endsUs < allUs * Math.min(1, scale * scale);
    }

    private boolean encode(long fromUs, long toUs, Part into) throws RejectedInput, IOException {
        long laterTicks = ClipPictures.ticks(fromUs - request.startUs());
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        try (EncodedPictures encoded =
                EncodedPictures.beside(video, position, request.part(fromUs, toUs))) {
            if (encoded.isEmpty() || !joins(encoded.codec())) {
                return false;
            }
            while (encodedBytes <= request.mostBytes() && encoded.next(packet)) {
                byte[] picture = coding.ofSecond(PictureCoding.bytes(packet));
                encodedBytes += picture.length;
                into.add(picture, isKey(packet), laterTicks + packet.pts());
                into.endTicks = laterTicks + packet.pts() + packet.duration();
                av_packet_unref(packet);
            }
            return encodedBytes <= request.mostBytes();
        } finally {
            av_packet_free(packet);
        }
    }

    private static boolean isKey(AVPacket packet) {
        return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    /** Whether both ends are coded alike, and so that it can stand beside what is copied. */
    private boolean joins(AVCodecParameters encoded) {
        byte[] sets = configuration(encoded);
        if (coding == null) {
            coding = JoinedCoding.of(configuration(from), sets);
            encodedSets = sets;
        }
        return Arrays.equals(sets, encodedSets);
    }

    private static byte[] configuration(AVCodecParameters of) {
        byte[] bytes = new byte[of.extradata_size()];
        of.extradata().get(bytes);
        return bytes;
    }

    private void copy(CopiedStretch stretch, boolean begins) {
        long[] ticks = stretch.shownTicks(request.startUs(), begins);
        for (int i = 0; i < ticks.length; i++) {
            AVPacket packet = stretch.pictures().get(i);
            byte[] picture = coding.ofFirst(PictureCoding.bytes(packet));
            middle.add(picture, isKey(packet), ticks[i]);
        }
        middle.endTicks = ClipPictures.ticks(stretch.endUs() - request.startUs());
    }

    private ClipPictures timed() {
        Ffmpeg.require(avcodec_parameters_copy(codec, from), "copy parameters");
        describe(coding.description());
        List<AVPacket> all = new ArrayList<>();
        List<Long> ticks = new ArrayList<>();
        long endTicks = 0;
        for (Part part : List.of(head, middle, tail)) {
            all.addAll(part.pictures);
            ticks.addAll(part.shownTicks);
            endTicks = Math.max(endTicks, part.endTicks);
        }
        long[] shown = ticks.stream().mapToLong(Long::longValue).toArray();
        VideoTimes times = VideoTimes.of(shown, endTicks);
        return new TimedPictures(codec, all, times, middle.pictures.size(), this::free);
    }

    private void describe(byte[] description) {
        av_free(codec.extradata());
        BytePointer extra =
                new BytePointer(av_mallocz(description.length + AV_INPUT_BUFFER_PADDING_SIZE));
        codec.extradata(Ffmpeg.allocated(extra).put(description));
        codec.extradata_size(description.length);
    }

    private void free() {
        for (Part part : List.of(head, middle, tail)) {
            part.free();
        }
        avcodec_parameters_free(codec);
    }
}
