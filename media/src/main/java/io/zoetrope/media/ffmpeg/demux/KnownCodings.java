package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What the first picture of a track told when it was decoded to open it, by the parameter sets in
 * the file's header: of H.264 in MP4 they say all of it, so the next file with the same ones, as a
 * camera writes them by the thousand, is opened without decoding a picture. What is shown is
 * decoded as ever. Thread-safe.
 */
final class KnownCodings {
    private static final int MOST = 64;
    private static final int MOST_HEADER_BYTES = 1024;

    /** Parameter sets stand in the header, and nowhere else. */
    private static final int OUT_OF_BAND = 'a' | 'v' << 8 | 'c' << 16 | '1' << 24;

    private static final String DECODER = "h264";

    private static final Map<Header, Learnt> KNOWN =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(MOST, .75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Header, Learnt> eldest) {
                            return size() > MOST;
                        }
                    });

    private final AVFormatContext format;

    /** Of each track that this is about. */
    private final Map<Integer, Header> headers = new LinkedHashMap<>();

    /** Whether tracks of this decoder are there that this is not about. */
    private boolean others;

    /**
     * All that is known of a track before a picture of it is decoded.
     *
     * @param sets all bytes before the first picture, as text: they are few
     * @param container what the container says of colours, shape and fields, which may differ where
     *     the parameter sets are the same
     */
    private record Header(int width, int height, String sets, List<Integer> container) {
        static Header of(AVCodecParameters codec, byte[] sets) {
            return new Header(
                    codec.width(),
                    codec.height(),
                    Arrays.toString(sets),
                    List.of(
                            codec.color_range(),
                            codec.color_primaries(),
                            codec.color_trc(),
                            codec.color_space(),
                            codec.chroma_location(),
                            codec.field_order(),
                            codec.sample_aspect_ratio().num(),
                            codec.sample_aspect_ratio().den()));
        }
    }

    private record Learnt(
            int width,
            int height,
            int pixelFormat,
            int[] aspect,
            int[] frameRate,
            int profile,
            int level,
            int bits,
            int delay,
            int range,
            int primaries,
            int transfer,
            int space,
            int chroma) {
        static Learnt of(AVCodecParameters from) {
            return new Learnt(
                    from.width(),
                    from.height(),
                    from.format(),
                    pair(from.sample_aspect_ratio()),
                    pair(from.framerate()),
                    from.profile(),
                    from.level(),
                    from.bits_per_raw_sample(),
                    from.video_delay(),
                    from.color_range(),
                    from.color_primaries(),
                    from.color_trc(),
                    from.color_space(),
                    from.chroma_location());
        }

        private static int[] pair(AVRational of) {
            return new int[] {of.num(), of.den()};
        }

        void into(AVCodecParameters to) {
            to.width(width).height(height).format(pixelFormat);
            to.sample_aspect_ratio().num(aspect[0]).den(aspect[1]);
            to.framerate().num(frameRate[0]).den(frameRate[1]);
            to.profile(profile).level(level).bits_per_raw_sample(bits).video_delay(delay);
            to.color_range(range).color_primaries(primaries).color_trc(transfer);
            to.color_space(space).chroma_location(chroma).field_order(AV_FIELD_PROGRESSIVE);
        }
    }

    private KnownCodings(AVFormatContext format) {
        this.format = format;
    }

    /**
     * Of an MP4 that is opened and of whose tracks nothing but the header is known.
     *
     * @param format stays the caller's
     */
    static KnownCodings of(AVFormatContext format) {
        KnownCodings codings = new KnownCodings(format);
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && stream.codecpar().codec_id() == AV_CODEC_ID_H264) {
                codings.add(i, stream);
            }
        }
        return codings;
    }

    // Only if rates stand in the header: else more than the first picture is decoded, and what
    // that tells depends on the pictures.
    private void add(int index, AVStream stream) {
        AVCodecParameters codec = stream.codecpar();
        int bytes = codec.extradata_size();
        boolean plain =
                codec.codec_tag() == OUT_OF_BAND
                        && stream.r_frame_rate().num() > 0
                        && stream.avg_frame_rate().num() > 0
                        && bytes > 0
                        && bytes <= MOST_HEADER_BYTES;
        byte[] sets = new byte[plain ? bytes : 0];
        if (plain) {
            codec.extradata().get(sets);
        }
        if (plain && SequenceHeader.isOfWholePictures(sets)) {
            headers.put(index, Header.of(codec, sets));
        } else {
            others = true;
        }
    }

    /**
     * Tells the tracks what is known of them, if that is so of all of H.264.
     *
     * @return decoders that are still needed to learn of the others, FFmpeg's names with commas
     */
    String decodersAfterFilling() {
        List<Learnt> learnt = new ArrayList<>();
        headers.values().forEach(header -> learnt.add(KNOWN.get(header)));
        if (others || learnt.isEmpty() || learnt.contains(null)) {
            return Codecs.DECODERS;
        }
        int next = 0;
        for (int index : headers.keySet()) {
            learnt.get(next++).into(format.streams(index).codecpar());
        }
        return Arrays.stream(Codecs.DECODERS.split(","))
                .filter(name -> !name.equals(DECODER))
                .collect(Collectors.joining(","));
    }

    /** Keeps what was learnt. */
    void keep() {
        headers.forEach(
                (index, header) -> {
                    AVCodecParameters codec = format.streams(index).codecpar();
                    if (codec.format() != AV_PIX_FMT_NONE
                            && codec.field_order() == AV_FIELD_PROGRESSIVE) {
                        KNOWN.put(header, Learnt.of(codec));
                    }
                });
    }
}
