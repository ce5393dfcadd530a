package io.zoetrope.jobs.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.zoetrope.jobs.TwoShots;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Files whose headers say what cannot be decoded. */
final class BrokenClips {
    /** EBML: PixelWidth 160 and PixelHeight 120 of one byte each, DisplayUnit. */
    private static final String SMALL = "\u00b0\u0081\u00a0\u00ba\u0081xT\u00b2\u0081\u0004";

    /** PixelWidth and PixelHeight 100,000 of three bytes each: as long as the above. */
    private static final String HUGE =
            "\u00b0\u0083\u0001\u0086\u00a0\u00ba\u0083\u0001\u0086\u00a0";

    private BrokenClips() {}

    /**
     * Declares pictures of 100,000×100,000 pixels.
     *
     * @param file {@code .mkv}: MP4 has no room for such numbers
     */
    static Path huge(Path file) throws IOException {
        return Files.write(file, replaced(whole(file), SMALL, HUGE));
    }

    /**
     * Has a video track whose tables name no sample.
     *
     * @param file {@code .mp4}
     */
    static Path withoutPictures(Path file) throws IOException {
        byte[] bytes = whole(file);
        for (String table : List.of("stts", "stsc", "stco", "stss")) {
            zeroAt(bytes, table, 8);
        }
        zeroAt(bytes, "stsz", 12);
        return Files.write(file, bytes);
    }

    /**
     * Names its samples encrypted.
     *
     * @param file {@code .mp4}
     */
    static Path encrypted(Path file) throws IOException {
        return Files.write(file, replaced(whole(file), "avc1", "encv"));
    }

    /** A second of silence: 8 kHz, mono, 8 bits, in a RIFF header. */
    static byte[] silence() {
        int rate = 8000;
        ByteBuffer wav = ByteBuffer.allocate(44 + rate).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(ISO_8859_1))
                .putInt(36 + rate)
                .put("WAVEfmt ".getBytes(ISO_8859_1))
                .putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate);
        wav.putShort((short) 1).putShort((short) 8).put("data".getBytes(ISO_8859_1)).putInt(rate);
        while (wav.hasRemaining()) {
            wav.put((byte) 128);
        }
        return wav.array();
    }

    private static byte[] whole(Path file) throws IOException {
        return Files.readAllBytes(TwoShots.make(file, Color.RED, 1, Color.BLUE, 1));
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, ISO_8859_1);
        positionOf(text, from);
        return text.replace(from, to).getBytes(ISO_8859_1);
    }

    /** Sets a 32-bit number to 0, so many bytes after a box's name begins. */
    private static void zeroAt(byte[] bytes, String box, int offset) {
        int at = positionOf(new String(bytes, ISO_8859_1), box) + offset;
        Arrays.fill(bytes, at, at + Integer.BYTES, (byte) 0);
    }

    private static int positionOf(String text, String part) {
        int at = text.indexOf(part);
        if (at < 0) {
            throw new IllegalStateException("the muxer wrote no " + part);
        }
        return at;
    }
}
