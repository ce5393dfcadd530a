package io.zoetrope.media.ffmpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.playback.AacConfiguration;
import io.zoetrope.media.playback.Sample;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transport streams packet by packet (ISO/IEC 13818-1 §2.4.3). */
class TransportFilesTest {
    private static final int RATE = 48_000;
    private static final AacConfiguration CODING = new AacConfiguration(2, RATE, 2, false);
    private static final int TABLE = 0;
    private static final int MAP = 0x1000;

    /** Up to its own length, of what follows. */
    private static final int PES_HEADER = 9;

    private static final int BEGINS = 0x40;
    private static final int ADTS_HEADER = 7;

    /** RFC 8216 §3: counters go on uninterrupted from one segment to the next. */
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 30", "1, 153", "1, 4000", "2, 150", "7, 371", "300, 400", "40, 2930"})
    void anyOtherCanFollow(int packets, int bytes) {
        Map<Integer, Integer> counts = new HashMap<>();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        ByteArrayOutputStream elementary = new ByteArrayOutputStream();
        for (int segment = 0; segment < 3; segment++) {
            byte[] stream = stream(RATE, Collections.nCopies(packets, 1024L), bytes);
            assertThat(pid(stream, 0)).isEqualTo(TABLE);
            assertThat(pid(stream, ContinuousPackets.BYTES)).isEqualTo(MAP);
            for (int at = 0; at < stream.length; at += ContinuousPackets.BYTES) {
                assertThat(stream[at]).isEqualTo((byte) 0x47);
                int count = counts.merge(pid(stream, at), 1, Integer::sum) - 1;
                assertThat(stream[at + 3] & 0x0F).isEqualTo(count % 16);
                int from = payloadAt(stream, at);
                assertThat(from).isLessThan(at + ContinuousPackets.BYTES);
                if (segment == 0 && pid(stream, at) == ContinuousPackets.TRACK) {
                    boolean begins = (stream[at + 1] & BEGINS) != 0;
                    elementary.writeBytes(begins ? withoutHeader(payload) : new byte[0]);
                    payload.write(stream, from, at + ContinuousPackets.BYTES - from);
                }
            }
        }
        elementary.writeBytes(withoutHeader(payload));
        byte[] heard = elementary.toByteArray();
        assertThat(heard).hasSize(packets * (ADTS_HEADER + bytes));
        for (int at = 0; at < heard.length; at += ADTS_HEADER + bytes) {
            assertThat(Arrays.copyOfRange(heard, at + ADTS_HEADER, at + ADTS_HEADER + bytes))
                    .isEqualTo(packet(bytes));
        }
    }

    /** What one PES packet carries, which is taken. */
    private static byte[] withoutHeader(ByteArrayOutputStream payload) {
        byte[] all = payload.toByteArray();
        payload.reset();
        int from = all.length == 0 ? 0 : PES_HEADER + all[PES_HEADER - 1];
        return Arrays.copyOfRange(all, from, all.length);
    }

    @Test
    void timesThatAreTheSameOnItsClockComeOneAfterTheOther() {
        List<Long> microseconds = Collections.nCopies(40, 1L);
        assertThat(stream(1_000_000, microseconds, 300)).isNotEmpty();
    }

    /** A file may say any: FFmpeg takes none that are shorter or longer than ADTS can say. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8185, 100_000})
    void whatIsNoPacketOfSoundIsLeftOut(int bytes) {
        assertThat(stream(RATE, List.of(1024L, 1024L), bytes)).isEmpty();
    }

    private static byte[] stream(int perSecond, List<Long> ticks, int bytes) {
        List<Sample> samples = new ArrayList<>();
        ticks.forEach(each -> samples.add(new Sample(bytes, each, 0, true)));
        byte[] packet = packet(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TrackFiles.Written written =
                TransportFiles.ofSound(CODING, perSecond)
                        .segment(
                                0,
                                0,
                                0,
                                samples,
                                i -> packet,
                                new PieceWriter(
                                        (track, head, piece, length) ->
                                                out.write(piece, 0, length)));
        assertThat(written.bytes()).isEqualTo(out.size());
        return out.toByteArray();
    }

    private static byte[] packet(int bytes) {
        byte[] packet = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            packet[i] = (byte) (i % 101 + 1);
        }
        return packet;
    }

    private static int pid(byte[] stream, int at) {
        return (stream[at + 1] & 0x1F) << 8 | stream[at + 2] & 0xFF;
    }

    private static int payloadAt(byte[] stream, int at) {
        boolean adapted = (stream[at + 3] & 0x20) != 0;
        return adapted ? at + 5 + (stream[at + 4] & 0xFF) : at + 4;
    }
}
