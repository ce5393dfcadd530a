package io.zoetrope.query.paging;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.question.Subject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Vectors of what was sent along, as a page token holds them: two bytes a value. */
final class MediaCodec {
    private static final float STEPS = Short.MAX_VALUE;
    private static final byte PICTURE = 1;
    private static final byte SOUND = 2;
    private static final byte CLIP = 3;

    private MediaCodec() {}

    static void write(DataOutputStream out, Map<String, Subject.Media> media) throws IOException {
        out.writeByte(media.size());
        for (Map.Entry<String, Subject.Media> part : media.entrySet()) {
            out.writeUTF(part.getKey());
            if (part.getValue() instanceof Subject.Picture picture) {
                out.writeByte(PICTURE);
                write(out, picture.vector());
                write(out, picture.appearance());
            } else if (part.getValue() instanceof Subject.Sound sound) {
                out.writeByte(SOUND);
                write(out, sound.vector());
            } else if (part.getValue() instanceof Subject.Clip clip) {
                out.writeByte(CLIP);
                out.writeByte(clip.looks().size());
                for (Vector look : clip.looks()) {
                    write(out, look);
                }
                write(out, clip.sound());
            }
        }
    }

    static Map<String, Subject.Media> read(DataInputStream in) throws IOException {
        int size = in.readUnsignedByte();
        Map<String, Subject.Media> media = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = in.readUTF();
            media.put(name, one(in));
        }
        return media;
    }

    private static Subject.Media one(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        if (kind == PICTURE) {
            return new Subject.Picture(vector(in), vector(in));
        }
        if (kind == SOUND) {
            return new Subject.Sound(vector(in));
        }
        List<Vector> looks = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            looks.add(vector(in));
        }
        return new Subject.Clip(looks, vector(in));
    }

    private static void write(DataOutputStream out, Vector vector) throws IOException {
        out.writeShort(vector.dimension());
        for (float value : vector.values()) {
            out.writeShort(step(value));
        }
    }

    private static Vector vector(DataInputStream in) throws IOException {
        float[] values = new float[in.readUnsignedShort()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readShort() / STEPS;
        }
        return new Vector(values);
    }

    /** A normalised vector as it comes back. */
    static Vector rounded(Vector vector) {
        float[] values = vector.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = step(values[i]) / STEPS;
        }
        return new Vector(values);
    }

    private static short step(float value) {
        return (short) Math.round(Math.max(-1, Math.min(1, value)) * STEPS);
    }
}
