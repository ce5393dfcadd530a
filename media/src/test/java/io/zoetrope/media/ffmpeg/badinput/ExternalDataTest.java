package io.zoetrope.media.ffmpeg.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An MP4 may say that its pictures lie in another file (the data reference box). Here they do, and
 * its own are zeros: whoever opened the other file would see pictures.
 */
class ExternalDataTest {
    private static final byte[] NO_FLAGS = new byte[4];
    private static final byte[] ONE_ENTRY = {0, 0, 0, 1};

    @TempDir Path folder;
    private Path other;
    private byte[] emptied;

    @BeforeEach
    void makeClips() throws IOException {
        other = TestingClips.numbered(folder, "other.mp4", TestingClips.SMALL, 30).file();
        byte[] whole = Files.readAllBytes(other);
        int data = new String(whole, ISO_8859_1).indexOf("mdat");
        int size = ByteBuffer.wrap(whole).getInt(data - Integer.BYTES);
        byte[] zeros = new byte[size - 2 * Integer.BYTES];
        emptied = TestingBoxes.replaced(whole, "mdat", TestingBoxes.box("mdat", zeros));
    }

    @Test
    void anAliasIsNotFollowed() throws Exception {
        byte[] crafted = referringTo(TestingBoxes.box("alis", NO_FLAGS, alias(other.toString())));
        assertThat(bytesWhereFollowed(crafted)).as("the crafted file says what it should").isTrue();

        List<SampledFrame> frames = new ArrayList<>();
        assertThat(read(crafted, frames)).isEqualTo("external_data");
        assertThat(frames).isEmpty();
    }

    @Test
    void aUrlIsNotFollowed() throws Exception {
        for (String url : List.of(other.toUri().toString(), other.toString(), "other.mp4")) {
            byte[] location = (url + "\0").getBytes(UTF_8);
            List<SampledFrame> frames = new ArrayList<>();
            read(referringTo(TestingBoxes.box("url ", NO_FLAGS, location)), frames);
            assertThat(frames).as(url).isEmpty();
        }
    }

    @Test
    void theOtherFileIsGoodByItself() throws Exception {
        List<SampledFrame> frames = new ArrayList<>();
        assertThat(read(Files.readAllBytes(other), frames)).isEmpty();
        assertThat(frames).hasSize(30);
    }

    private byte[] referringTo(byte[] entry) {
        byte[] box = TestingBoxes.box("dref", NO_FLAGS, ONE_ENTRY, entry);
        return TestingBoxes.replaced(emptied, "dref", box);
    }

    /** A Macintosh alias record with nothing in it but an absolute path. */
    private static byte[] alias(String path) {
        byte[] name = path.getBytes(UTF_8);
        int padded = name.length + name.length % 2;
        int fixed = 10 + 28 + 12 + 64 + 16 + 2 * Short.BYTES + 16;
        ByteBuffer record = ByteBuffer.allocate(fixed + 4 * Short.BYTES + padded);
        record.position(fixed);
        record.putShort((short) 2).putShort((short) name.length).put(name);
        record.position(fixed + 2 * Short.BYTES + padded);
        record.putShort((short) -1).putShort((short) 0);
        return record.array();
    }

    /** Returns why it was refused, or nothing. */
    private static String read(byte[] bytes, List<SampledFrame> frames) throws IOException {
        try (VideoReader reader =
                FfmpegVideoReader.open(
                        new TestingFileSource(bytes), "crafted.mp4", ReaderLimits.DEFAULT)) {
            reader.read(
                    ReaderContract.request(0, Long.MAX_VALUE, -1, Sampling.every(0)), frames::add);
            return "";
        } catch (RejectedInput e) {
            return e.reason();
        }
    }

    /** Whether a demuxer that is allowed to follow the reference finds a picture's bytes. */
    private boolean bytesWhereFollowed(byte[] crafted) throws IOException {
        Path file = Files.write(folder.resolve("crafted.mp4"), crafted);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "enable_drefs", "1", 0);
        av_dict_set(options, "use_absolute_path", "1", 0);
        AVFormatContext format = new AVFormatContext(null);
        Ffmpeg.require(avformat_open_input(format, file.toString(), null, options), "open");
        AVPacket packet = av_packet_alloc();
        try {
            boolean any = false;
            while (!any && av_read_frame(format, packet) >= 0) {
                for (int i = 0; i < packet.size(); i++) {
                    any |= packet.data().get(i) != 0;
                }
            }
            return any;
        } finally {
            av_packet_free(packet);
            avformat_close_input(format);
            av_dict_free(options);
        }
    }
}
