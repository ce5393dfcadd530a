package io.zoetrope.query.embed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes samples as the file that a sound is sent as: RIFF WAVE, 16 bits, mono. */
final class WavFile {
    private static final int HEADER_BYTES = 44;
    private static final short PCM = 1;

    /** Of 32,768: what stays below is silence. */
    private static final int HEARD = 32;

    private WavFile() {}

    /** Empty if nothing is heard. */
    static byte[] of(List<short[]> pieces, int rate) {
        int samples = 0;
        int loudest = 0;
        for (short[] piece : pieces) {
            samples += piece.length;
            for (short sample : piece) {
                loudest = Math.max(loudest, Math.abs((int) sample));
            }
        }
        if (loudest < HEARD) {
            return new byte[0];
        }
        ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + samples * Short.BYTES);
        wav.order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort(PCM).putShort((short) 1).putInt(rate).putInt(rate * Short.BYTES);
        wav.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        wav.put(ascii("data")).putInt(samples * Short.BYTES);
        pieces.forEach(
                piece -> {
                    for (short sample : piece) {
                        wav.putShort(sample);
                    }
                });
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
