package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.TestingRemux;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transport streams hold what fragments of MP4 do, and each can be read by itself. */
class TransportSegmentsTest {
    private static final int FRAMES = 150;
    private static final int EACH = 50;
    private static final int PACKET = 188;

    /** Numbers of the packets that say what the program has, and of its only track. */
    private static final int PROGRAM = 0x1000;

    private static final int TRACK = 0x100;

    /** A tick of a transport stream. */
    private static final long TICK_US = 12;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "libopenh264, aac, mp4, 25, true",
        "libopenh264, aac, mp4, 25, false",
        "libvpx-vp9, libopus, webm, 500, false"
    })
    void everyPictureIsThereAtItsTimeAndAllIsHeard(
            String codec, String sound, String extension, int gop, boolean copied)
            throws Exception {
        Path film =
                FilmMaker.of(folder.resolve("film." + extension))
                        .pictures(TestingClips.SMALL.withCodec(codec, gop, 0), FRAMES)
                        .sound(SoundOptions.of(sound, 48_000, 6, SoundOptions.beats()))
                        .make();
        MadeSegments.Seen source;
        try (TestingFileSource bytes = new TestingFileSource(film)) {
            source = MadeSegments.seen(bytes, 0);
        }
        MadeSegments made = made(film, copied ? List.of(MadeTrack.COPIED) : List.of("96p", "50p"));
        int renditions = copied ? 1 : 2;
        for (int track = 0; track < renditions; track++) {
            MadeSegments.Seen seen = seen(made.joined(track));
            assertThat(seen.numbers()).isEqualTo(source.numbers());
            for (int i = 0; i < FRAMES; i++) {
                assertThat(seen.timesUs().get(i))
                        .isCloseTo(source.timesUs().get(i), within(TICK_US));
            }
            for (int i = 0; i < FRAMES / EACH; i++) {
                standsAlone(made.bytes(track, i), made.track(i, track), i * EACH);
            }
        }
        heard(made.joined(renditions));
    }

    /** A file that holds nothing where its index says pictures: nothing is listed, and no file. */
    @Test
    void aSegmentOfNothingIsEmpty() throws Exception {
        Path film =
                FilmMaker.of(folder.resolve("film.mp4"))
                        .pictures(TestingClips.SMALL.withCodec("libopenh264", 25, 0), FRAMES)
                        .sound(SoundOptions.of("aac", 48_000, 6, SoundOptions.beats()))
                        .make();
        byte[] bytes = Files.readAllBytes(film);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat");
        int end = data + ByteBuffer.wrap(bytes).getInt(data - 4) - 4;
        Arrays.fill(bytes, data + (end - data) / 2, end, (byte) 0);
        MadeSegments made = made(Files.write(film, bytes), List.of(MadeTrack.COPIED));
        int last = FRAMES / EACH - 1;
        assertThat(made.track(0, 0).isEmpty()).isFalse();
        assertThat(made.bytes(0, last)).isEmpty();
        assertThat(made.track(last, 0).isEmpty()).isTrue();
    }

    /** That of pictures which are coded unlike the first too: it has no head either. */
    @Test
    void inAProcessOfItsOwnTheyAreTheSame() throws Exception {
        ClipOptions other = ClipOptions.h264(160, 128, 25);
        Path both = folder.resolve("both.ts");
        TestingRemux.join(
                List.of(
                        TestingClips.numbered(folder, "small.ts", TestingClips.SMALL, EACH).file(),
                        TestingClips.numbered(folder, "large.ts", other, FRAMES - EACH).file()),
                both,
                2_000_000);
        List<String> copied = List.of(MadeTrack.COPIED);
        MadeSegments expected = made(both, copied);
        assertThat(expected.track(1, 0).ownHead()).isTrue();
        try (DecoderSlot slot =
                        new DecoderSlot(
                                DecoderSettings.DEFAULT.withoutPictures(), ReaderLimits.DEFAULT);
                TestingFileSource source = new TestingFileSource(both);
                VideoReader reader = slot.open(source, "film")) {
            MadeSegments made = made(reader, copied);
            assertThat(made.reports).isEqualTo(expected.reports);
            assertThat(made.joined(0)).isNotEmpty().isEqualTo(expected.joined(0));
        }
    }

    private static void standsAlone(byte[] segment, MadeTrack track, int first) throws Exception {
        assertThat(segment.length % PACKET).isZero();
        assertThat(segment[0]).isEqualTo((byte) 'G');
        assertThat((long) segment.length).isEqualTo(track.bytes());
        List<Integer> alone = seen(segment).numbers();
        assertThat(alone).hasSize(EACH).startsWith(first).endsWith(first + EACH - 1);
        byte[] key = Arrays.copyOf(segment, Math.toIntExact(track.keyBytes()));
        assertThat(seen(key).numbers()).containsExactly(first);
        // Tables, which playlists of key frames name apart, and nothing else.
        int tables = SegmentContainer.TS.tableBytes();
        assertThat(IntStream.range(0, 3).map(i -> kind(segment, i * PACKET)))
                .containsExactly(0, PROGRAM, TRACK);
        assertThat(tables).isEqualTo(2 * PACKET).isLessThan(key.length);
        assertThat(packets(segment) % 16).as("counters go on from segment to segment").isZero();
    }

    private static int kind(byte[] segment, int at) {
        return (segment[at + 1] & 0x1F) << 8 | segment[at + 2] & 0xFF;
    }

    /** Those of the track that have something in them. */
    private static int packets(byte[] segment) {
        int packets = 0;
        for (int at = 0; at < segment.length; at += PACKET) {
            boolean track = kind(segment, at) == TRACK;
            packets += track && (segment[at + 3] & 0x10) != 0 ? 1 : 0;
        }
        return packets;
    }

    private void heard(byte[] sound) throws Exception {
        Heard heard = Heard.whole(Files.write(folder.resolve("sound.ts"), sound));
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.lastSecond()).isCloseTo(6, within(0.1));
        short[] line = heard.line();
        for (int second = 1; second < 6; second++) {
            assertThat(Heard.peak(line, second - 0.3, second - 0.03)).isLessThan(900);
            assertThat(Heard.peak(line, second, second + 0.03)).isGreaterThan(3000);
        }
    }

    private static MadeSegments.Seen seen(byte[] stream) throws Exception {
        try (TestingFileSource source = new TestingFileSource(stream)) {
            // Where a transport stream begins is its time 0.
            return MadeSegments.seen(source, 0);
        }
    }

    private static MadeSegments made(Path film, List<String> renditions) throws Exception {
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            return made(reader, renditions);
        }
    }

    private static MadeSegments made(VideoReader reader, List<String> renditions) throws Exception {
        MadeSegments made = new MadeSegments();
        for (int i = 0; i < FRAMES / EACH; i++) {
            long endUs = (i + 1) * EACH < FRAMES ? (i + 1) * 2_000_000L : Long.MAX_VALUE;
            made.make(
                    reader,
                    new SegmentRequest(i, i * 2_000_000L, endUs, -1)
                            .as(renditions, Encoding.DEFAULT)
                            .in(SegmentContainer.TS));
        }
        return made;
    }
}
