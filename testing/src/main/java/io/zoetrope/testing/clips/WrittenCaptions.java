package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Writes a text track of a file. For one thread. */
final class WrittenCaptions {
    private static final int MILLIS = 1000;
    private static final byte[] ASS_HEADER =
            ("[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n"
                            + "Style: Default,Arial,16\n\n[Events]\nFormat: Layer, Start, End, Style,"
                            + " Name, MarginL, MarginR, MarginV, Effect, Text\n")
                    .getBytes(StandardCharsets.UTF_8);

    private final Muxer muxer;
    private final CaptionOptions options;
    private final AVStream stream;
    private int next;

    WrittenCaptions(Muxer muxer, CaptionOptions options) {
        this.muxer = muxer;
        this.options = options;
        stream = muxer.addStream(AVMEDIA_TYPE_SUBTITLE, codecId(options.codec()));
        stream.time_base(Ffmpeg.rational(1, MILLIS));
        if (options.codec().equals("ass")) {
            BytePointer header = new BytePointer(av_mallocz(ASS_HEADER.length + 64));
            header.put(ASS_HEADER, 0, ASS_HEADER.length);
            stream.codecpar().extradata(header).extradata_size(ASS_HEADER.length);
        }
        if (!options.language().isEmpty()) {
            AVDictionary metadata = new AVDictionary(null);
            av_dict_set(metadata, "language", options.language(), 0);
            stream.metadata(metadata);
        }
    }

    private static int codecId(String name) {
        return Ffmpeg.check(avcodec_descriptor_get_by_name(name), "codec " + name).id();
    }

    /** Writes the cues that start before a time. */
    void writeUntil(double seconds) {
        while (next < options.cues().size()
                && options.cues().get(next).startMs() < seconds * MILLIS) {
            CaptionOptions.Cue cue = options.cues().get(next++);
            AVPacket packet = av_packet_alloc();
            Ffmpeg.check(av_new_packet(packet, cue.payload().length), "packet");
            packet.data().put(cue.payload(), 0, cue.payload().length);
            packet.pts(cue.startMs()).dts(cue.startMs()).duration(cue.lengthMs());
            packet.flags(AV_PKT_FLAG_KEY);
            muxer.write(packet, stream, MILLIS);
            av_packet_free(packet);
        }
    }
}
