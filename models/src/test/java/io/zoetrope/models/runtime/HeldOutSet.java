package io.zoetrope.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads {@code heldout/}, see README.md there. */
final class HeldOutSet {
    private static final int STORED_SIDE = 112;
    private static final int SOUND = 16_000;

    private HeldOutSet() {}

    static JsonNode json(String name) throws IOException {
        try (InputStream in = HeldOutSet.class.getResourceAsStream("/heldout/" + name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    /** RGB of 224x224: each stored pixel four times. */
    static List<byte[]> pictures() throws IOException {
        List<byte[]> large = new ArrayList<>();
        for (byte[] small : pieces("pictures.bin.gz", STORED_SIDE * STORED_SIDE * 3)) {
            int side = 2 * STORED_SIDE;
            byte[] picture = new byte[side * side * 3];
            for (int i = 0; i < side * side; i++) {
                int from = (i / side / 2 * STORED_SIDE + i % side / 2) * 3;
                System.arraycopy(small, from, picture, i * 3, 3);
            }
            large.add(picture);
        }
        return large;
    }

    /** RGB of 256x256. */
    static List<byte[]> detectorPictures() throws IOException {
        return pieces("detector.bin.gz", 256 * 256 * 3);
    }

    static List<float[]> sounds() throws IOException {
        List<float[]> sounds = new ArrayList<>();
        for (byte[] bytes : pieces("sounds.bin.gz", 2 * SOUND)) {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[SOUND];
            for (int i = 0; i < SOUND; i++) {
                samples[i] = in.getShort() / 32768f;
            }
            sounds.add(samples);
        }
        return sounds;
    }

    private static List<byte[]> pieces(String name, int size) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        try (InputStream in =
                new GZIPInputStream(HeldOutSet.class.getResourceAsStream("/heldout/" + name))) {
            for (byte[] piece = in.readNBytes(size);
                    piece.length == size;
                    piece = in.readNBytes(size)) {
                pieces.add(piece);
            }
        }
        return pieces;
    }
}
