package io.zoetrope.media.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an index points at is still there once the index stands before it. */
class MoovFirstTest {
    private static final byte[] MEDIA = "one two three".getBytes(StandardCharsets.US_ASCII);

    @Test
    void offsetsPointAtTheSameBytes() {
        byte[] ftyp = box("ftyp", new byte[12]);
        byte[] mdat = box("mdat", MEDIA);
        int media = ftyp.length + 8;
        byte[] moov =
                box(
                        "moov",
                        joined(
                                box("mvhd", new byte[20]),
                                box("trak", table("stco", media + 4, media + 8)),
                                box("trak", table64(media))));
        ByteBuffer made = made(joined(ftyp, mdat, moov));

        assertThat(text(made, 4, 4)).isEqualTo("ftyp");
        assertThat(text(made, ftyp.length + 4, 4)).isEqualTo("moov");
        int first = find(made, "stco");
        assertThat(text(made, made.getInt(first + 12), 3)).isEqualTo("two");
        assertThat(text(made, made.getInt(first + 16), 5)).isEqualTo("three");
        int large = find(made, "co64");
        assertThat(text(made, (int) made.getLong(large + 12), 3)).isEqualTo("one");
        assertThat(made.capacity()).isEqualTo(ftyp.length + mdat.length + moov.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "no index here, and no box"})
    void anythingElseIsRefused(String bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> MoovFirst.parts(file))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteBuffer made(byte[] file) {
        List<ByteBuffer> parts = MoovFirst.parts(ByteBuffer.wrap(file));
        ByteBuffer made = ByteBuffer.allocate(file.length);
        parts.forEach(made::put);
        return made.flip();
    }

    private static byte[] table(String type, int... offsets) {
        ByteBuffer entries = ByteBuffer.allocate(8 + 4 * offsets.length).putInt(0);
        entries.putInt(offsets.length);
        for (int offset : offsets) {
            entries.putInt(offset);
        }
        return below(box(type, entries.array()));
    }

    private static byte[] table64(long offset) {
        return below(
                box("co64", ByteBuffer.allocate(16).putInt(0).putInt(1).putLong(offset).array()));
    }

    private static byte[] below(byte[] table) {
        return box("mdia", box("minf", box("stbl", table)));
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        byte[] some = new byte[length];
        bytes.get(at, some);
        return new String(some, StandardCharsets.US_ASCII);
    }

    private static int find(ByteBuffer bytes, String type) {
        for (int i = 0; i + 4 < bytes.capacity(); i++) {
            if (text(bytes, i, 4).equals(type)) {
                return i;
            }
        }
        throw new AssertionError(type + " is missing");
    }
}
