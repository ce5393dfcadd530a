package io.zoetrope.media.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two transport streams of one track each are one of two, which says what is in it. */
class JoinedStreamsTest {
    private static final int PACKET = JoinedStreams.PACKET_BYTES;
    private static final int PICTURES = 100;
    private static final int PROGRAM = 0x1000;

    @TempDir static Path folder;
    private static Streams streams;

    private record Streams(byte[] pictures, byte[] sound) {}

    @BeforeAll
    static void makeStreams() throws Exception {
        Path film =
                FilmMaker.of(folder.resolve("film.mp4"))
                        .pictures(TestingClips.SMALL, PICTURES)
                        .sound(SoundOptions.of("aac", 48_000, 4, SoundOptions.beats()))
                        .make();
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "film.mp4", ReaderLimits.DEFAULT)) {
            made.make(reader, new SegmentRequest(0, 0, Long.MAX_VALUE, -1).in(SegmentContainer.TS));
        }
        streams = new Streams(made.joined(0), made.joined(1));
    }

    private static byte[] joined(Streams of) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(JoinedStreams.head(of.pictures(), of.sound()));
        byte[] pictures = of.pictures().clone();
        JoinedStreams.makeFirst(pictures);
        all.writeBytes(pictures);
        byte[] sound = of.sound().clone();
        JoinedStreams.makeSecond(sound);
        all.writeBytes(sound);
        return all.toByteArray();
    }

    @Test
    void allThatIsSeenAndHeardIsInOne() throws Exception {
        byte[] joined = joined(streams);
        try (TestingFileSource source = new TestingFileSource(joined)) {
            MadeSegments.Seen seen = MadeSegments.seen(source, 0);
            assertThat(seen.numbers()).isEqualTo(IntStream.range(0, PICTURES).boxed().toList());
        }
        Heard heard = Heard.whole(Files.write(folder.resolve("joined.ts"), joined));
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.lastSecond()).isCloseTo(4, within(0.1));
    }

    @Test
    void eachPacketIsOfTheTablesOrOfOneTrack() throws Exception {
        byte[] joined = joined(streams);
        Map<Integer, Integer> packets = new TreeMap<>();
        for (int at = 0; at < joined.length; at += PACKET) {
            assertThat(joined[at]).isEqualTo((byte) 'G');
            packets.merge(number(joined, at), 1, Integer::sum);
        }
        int pictures = packetsOfTrack(streams.pictures());
        int sound = packetsOfTrack(streams.sound());
        // Their own tables, and what goes on the counters until a segment is over, are nothing.
        int nothing = joined.length / PACKET - 2 - pictures - sound;
        assertThat(packets)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(0, 1, PROGRAM, 1, 0x100, pictures, 0x101, sound, 0x1FFF, nothing));
    }

    private static int packetsOfTrack(byte[] stream) {
        int count = 0;
        for (int at = 0; at < stream.length; at += PACKET) {
            count += number(stream, at) == 0x100 ? 1 : 0;
        }
        return count;
    }

    /** Readers pass over a table whose check is wrong (ISO/IEC 13818-1 §2.4.4.9, annex A). */
    @Test
    void theTableNamesBothTracksAndItsCheckIsRight() throws Exception {
        byte[] table =
                Arrays.copyOfRange(
                        JoinedStreams.head(streams.pictures(), streams.sound()),
                        PACKET,
                        2 * PACKET);
        ByteBuffer bytes = ByteBuffer.wrap(table);
        int length = 3 + (bytes.getShort(6) & 0xFFF);
        byte[] section = Arrays.copyOfRange(table, 5, 5 + length);
        assertThat(remainder(section)).isZero();
        int track = 12;
        assertThat(section[track]).as("H.264").isEqualTo((byte) 0x1B);
        assertThat(number(section, track)).isEqualTo(0x100);
        track += 5 + (ByteBuffer.wrap(section).getShort(track + 3) & 0xFFF);
        assertThat(section[track]).as("AAC").isEqualTo((byte) 0x0F);
        assertThat(number(section, track)).isEqualTo(0x101);
        track += 5 + (ByteBuffer.wrap(section).getShort(track + 3) & 0xFFF);
        assertThat(track).isEqualTo(section.length - Integer.BYTES);
        for (int at = 5 + length; at < PACKET; at++) {
            assertThat(table[at]).isEqualTo((byte) 0xFF);
        }
    }

    /** Of the polynomial's division, bit by bit: 0 if the check is part of what is divided. */
    private static int remainder(byte[] section) {
        int rest = -1;
        for (int bit = 0; bit < section.length * Byte.SIZE; bit++) {
            int in = section[bit / Byte.SIZE] >> 7 - bit % Byte.SIZE & 1;
            int out = rest >>> 31;
            rest <<= 1;
            rest ^= (in ^ out) == 1 ? 0x04C11DB7 : 0;
        }
        return rest;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at + 1] & 0x1F) << 8 | bytes[at + 2] & 0xFF;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PACKET, PACKET + 5, PACKET + 12})
    void whatIsCutInItsTablesIsRefused(int length) throws Exception {
        byte[] cut = Arrays.copyOf(streams.sound(), length);
        assertThatThrownBy(() -> JoinedStreams.head(streams.pictures(), cut))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JoinedStreams.head(cut, streams.sound()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasNoTablesInFrontIsRefused() throws Exception {
        byte[] behind = Arrays.copyOfRange(streams.sound(), 2 * PACKET, 6 * PACKET);
        assertThatThrownBy(() -> JoinedStreams.head(streams.pictures(), behind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tables");
        assertThatThrownBy(() -> JoinedStreams.head(new byte[4 * PACKET], streams.sound()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A table that would not fit beside what it is joined with. */
    @Test
    void whatSaysTooMuchOfItsTrackIsRefused() throws Exception {
        byte[] tooLong = streams.sound().clone();
        ByteBuffer.wrap(tooLong).putShort(PACKET + 6, (short) (0xB000 | 178));
        assertThatThrownBy(() -> JoinedStreams.head(streams.pictures(), tooLong))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
