package io.zoetrope.media.ffmpeg.demux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.TestingRemux;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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

    private Path clip(String name, int width, int height) {
        return TestingClips.numbered(folder, name, ClipOptions.h264(width, height, 25), 30).file();
    }

    /**
     * The sequence parameter set of a clip's header and what follows it, each behind its length.
     */
    private static byte[] sets(Path clip) {
        ByteBuffer header = ByteBuffer.wrap(TestingRemux.header(clip)).position(5);
        ByteArrayOutputStream units = new ByteArrayOutputStream();
        for (int kind = 0; kind < 2; kind++) {
            for (int left = header.get() & 0x1f; left > 0; left--) {
                byte[] unit = new byte[header.getShort()];
                header.get(unit);
                units.writeBytes(ByteBuffer.allocate(4).putInt(unit.length).array());
                units.writeBytes(unit);
            }
        }
        return units.toByteArray();
    }

    @Test
    void theNextFileOfACodingIsOpenedWithoutAPicture() throws Exception {
        Path first = clip("first.mp4", 178, 98);
        byte[] bytes = Files.readAllBytes(first);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int pictures = text.indexOf("mdat") + "mdat".length();
        int movie = text.indexOf("moov");
        ByteBuffer samples = ByteBuffer.wrap(bytes, pictures, movie - 4 - pictures);
        while (samples.hasRemaining()) {
            int length = samples.getInt();
            int unit = samples.position();
            // Not its first byte, which says that it is a picture's.
            Arrays.fill(bytes, unit + 1, unit + length, (byte) 0);
            samples.position(unit + length);
        }
        Path blank = Files.write(folder.resolve("blank.mp4"), bytes);

        assertThat(opened(blank)).as("nothing is known yet").isNotEqualTo(opened(first));
        assertThat(opened(blank)).isEqualTo(opened(first));
    }

    @Test
    void parameterSetsAmongThePicturesSayNothingOfOtherFiles() throws Exception {
        Path plain = clip("plain.mp4", 182, 102);
        Path other = clip("other.mp4", 130, 90);
        Path joined = folder.resolve("joined.mp4");
        TestingRemux.under(plain, other, sets(other), joined);

        String own = opened(joined).get(0);
        assertThat(own).as("FFmpeg follows them").startsWith("[130, 90,");
        String told = opened(plain).get(0);
        assertThat(told).as("of the next file with that header").startsWith("[182, 102,");
        assertThat(opened(plain)).containsExactly(told);
        assertThat(opened(joined)).as("now that the header is known").containsExactly(own);
    }

    @Test
    void remarksAmongThePicturesSayNothingOfOtherFiles() throws Exception {
        Path plain = clip("plain.mp4", 186, 106);
        Path remarked = folder.resolve("remarked.mp4");
        // Another transfer characteristic that is to be preferred (ITU-T H.264 §D.1.32).
        byte[] remark = HexFormat.of().parseHex("00000005" + "0693011280");
        TestingRemux.under(plain, plain, remark, remarked);

        List<String> own = opened(remarked);
        List<String> told = opened(plain);
        assertThat(own).as("FFmpeg follows it").isNotEqualTo(told);
        assertThat(opened(plain)).isEqualTo(told);
        assertThat(told.get(0)).doesNotContain(", 18,");
        assertThat(opened(remarked)).as("nor do other files of it").isEqualTo(own);
    }

    @Test
    void theSameParameterSetsAgainAreNoOthers() throws Exception {
        Path plain = clip("plain.mp4", 190, 110);
        Path repeated = folder.resolve("repeated.mp4");
        TestingRemux.under(plain, plain, sets(plain), repeated);

        assertThat(opened(repeated)).isEqualTo(opened(plain));
        assertThat(opened(repeated)).isEqualTo(opened(plain));
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
