package io.zoetrope.media.ffmpeg.demux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownCodingsTest {
    @TempDir Path folder;

    /** All that is read of a track that is opened, one line each. */
    private static List<String> opened(Path file) throws Exception {
        try (MediaSource source = new TestingFileSource(file);
                SourceIo io = new SourceIo(source)) {
            io.allow(Duration.ofSeconds(60));
            FormatOpener opener = new FormatOpener(io, "clip", ReaderLimits.DEFAULT, true);
            AVFormatContext format = opener.open(false);
            List<String> tracks = new ArrayList<>();
            for (int i = 0; i < format.nb_streams(); i++) {
                if (format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                    tracks.add(facts(format.streams(i)));
                }
            }
            avformat_close_input(format);
            return tracks;
        }
    }

    private static String facts(AVStream stream) {
        AVCodecParameters codec = stream.codecpar();
        return Stream.of(
                        codec.width(),
                        codec.height(),
                        codec.format(),
                        text(codec.sample_aspect_ratio()),
                        codec.profile(),
                        codec.level(),
                        codec.bits_per_raw_sample(),
                        codec.video_delay(),
                        codec.color_range(),
                        codec.color_primaries(),
                        codec.color_trc(),
                        codec.color_space(),
                        codec.chroma_location(),
                        codec.field_order(),
                        text(codec.framerate()),
                        text(stream.avg_frame_rate()),
                        text(stream.r_frame_rate()),
                        stream.duration(),
                        stream.start_time())
                .map(String::valueOf)
                .toList()
                .toString();
    }

    private static String text(AVRational of) {
        return of.num() + "/" + of.den();
    }

    @Test
    void theNextFileOfACodingIsOpenedWithoutAPicture() throws Exception {
        Path first =
                TestingClips.numbered(folder, "first.mp4", ClipOptions.h264(178, 98, 25), 30)
                        .file();
        byte[] bytes = Files.readAllBytes(first);
        int pictures =
                new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + "mdat".length();
        int movie = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("moov");
        Arrays.fill(bytes, pictures, pictures < movie ? movie - 4 : bytes.length, (byte) 0);
        Path blank = Files.write(folder.resolve("blank.mp4"), bytes);

        assertThat(opened(blank)).as("nothing is known yet").isNotEqualTo(opened(first));
        assertThat(opened(blank)).isEqualTo(opened(first));
    }

    @Test
    void whatIsToldOfAFileIsTheSameTheSecondTime() throws Exception {
        Path videos = SharedMedia.folder("videos");
        Assumptions.assumeTrue(videos != null, "no real clips here");
        try (Stream<Path> files = Files.list(videos)) {
            for (Path file :
                    files.filter(each -> each.toString().matches(".*\\.(mp4|mov)")).toList()) {
                List<String> first = opened(file);
                assertThat(opened(file)).as("%s", file).isEqualTo(first);
            }
        }
    }
}
