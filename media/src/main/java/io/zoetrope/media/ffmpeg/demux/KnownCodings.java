package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Headers of files whose first picture, when it was decoded to open them, told nothing that the
 * header had not said: of H.264 in MP4 that is what parameter sets are for, so the next file with
 * the same header, as a camera writes them by the thousand, is opened without decoding a picture.
 * What is told of it is what its own header says. One file's pictures say nothing of another: the
 * two may be of different tenants, and a decoder follows parameter sets among the pictures, and
 * remarks of the encoder's, which may contradict the header. What is shown is decoded as ever.
 * Thread-safe.
 */
final class KnownCodings {
    private static final int MOST = 64;
    private static final int MOST_HEADER_BYTES = 1024;

    /** Parameter sets should stand in the header, and nowhere else. */
    private static final int OUT_OF_BAND = 'a' | 'v' << 8 | 'c' << 16 | '1' << 24;

    private static final String DECODER = "h264";

    private static final Map<Header, Coding> KNOWN =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(MOST, .75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Header, Coding> eldest) {
                            return size() > MOST;
                        }
                    });

    private final AVFormatContext format;

    /** Those that this is about. */
    private final Map<Integer, Track> tracks = new LinkedHashMap<>();

    /** Whether tracks of this decoder are there that this is not about. */
    private boolean others;

    /**
     * All that is known of a track before a picture of it is decoded.
     *
     * @param sets all bytes before the first picture, as text: they are few
     * @param container what the container says, which may differ where the parameter sets are the
     *     same
     */
    private record Header(String sets, Coding container, int fieldOrder) {}

    /**
     * @param said by the header alone
     */
    private record Track(Header header, Coding said) {}

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
        Coding container = Coding.of(codec);
        byte[] set = SequenceHeader.only(sets);
        Coding said = set == null ? null : SequenceHeader.over(set, container);
        if (said != null && FirstSample.isBy(set, format, stream)) {
            Header header = new Header(Arrays.toString(sets), container, codec.field_order());
            tracks.put(index, new Track(header, said));
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
        Map<Integer, Coding> known = new LinkedHashMap<>();
        tracks.forEach((index, track) -> known.put(index, KNOWN.get(track.header)));
        if (others || known.isEmpty() || known.containsValue(null)) {
            return Codecs.DECODERS;
        }
        known.forEach(
                (index, coding) -> {
                    AVCodecParameters codec = format.streams(index).codecpar();
                    coding.into(codec);
                    codec.field_order(AV_FIELD_PROGRESSIVE);
                });
        return Arrays.stream(Codecs.DECODERS.split(","))
                .filter(name -> !name.equals(DECODER))
                .collect(Collectors.joining(","));
    }

    /** Keeps headers that said all that was learnt: what they did not say is their file's alone. */
    void keep() {
        tracks.forEach(
                (index, track) -> {
                    AVCodecParameters codec = format.streams(index).codecpar();
                    if (Coding.of(codec).equals(track.said)
                            && codec.field_order() == AV_FIELD_PROGRESSIVE) {
                        KNOWN.put(track.header, track.said);
                    }
                });
    }
}
