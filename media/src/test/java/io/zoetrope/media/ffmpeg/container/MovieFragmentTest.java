package io.zoetrope.media.ffmpeg.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MovieFragmentTest {
    private static final int TRACK = 1;
    private static final int NO_KEY = 0x1010000;
    private static final MovieFragment.Defaults DEFAULTS =
            new MovieFragment.Defaults(TRACK, 10, NO_KEY);

    @Test
    void runsFollowEachOther() throws Exception {
        MovieFragment read = read(run(100), run(50));
        assertThat(read.firstTicks()).isEqualTo(1_000);
        assertThat(read.lastTicks()).isEqualTo(1_000 + 149 * 10);
        assertThat(read.endTicks()).isEqualTo(1_000 + 150 * 10);
    }

    /** A run of samples that differ in nothing takes 16 bytes, however many they are. */
    @Test
    void samplesOfAllRunsTogetherAreBounded() {
        assertThatThrownBy(() -> read(run(3 << 20), run(3 << 20)))
                .isInstanceOf(MovieFragment.NotByItself.class);
    }

    private static MovieFragment read(byte[]... runs) throws Exception {
        byte[] header = box("tfhd", ByteBuffer.allocate(8).putInt(0).putInt(TRACK));
        byte[] time = box("tfdt", ByteBuffer.allocate(8).putInt(0).putInt(1_000));
        ByteArrayOutputStream traf = new ByteArrayOutputStream();
        traf.writeBytes(header);
        traf.writeBytes(time);
        for (byte[] run : runs) {
            traf.writeBytes(run);
        }
        byte[] moof = box("moof", ByteBuffer.wrap(box("traf", traf.toByteArray())));
        try (TestingFileSource source = new TestingFileSource(moof)) {
            Boxes boxes = new Boxes(source);
            assertThat(boxes.next()).isTrue();
            return MovieFragment.of(boxes, 0, DEFAULTS);
        }
    }

    private static byte[] run(int count) {
        return box("trun", ByteBuffer.allocate(8).putInt(0).putInt(count));
    }

    private static byte[] box(String type, ByteBuffer content) {
        return box(type, content.array());
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
    }
}
