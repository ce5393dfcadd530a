package io.zoetrope.models.runtime;

import io.zoetrope.models.packages.manifest.ImageInput;
import java.nio.ByteBuffer;

/** Brings packed RGB bytes into the order and scale of a graph's input. */
public final class Pixels {
    private final boolean channelsFirst;
    private final int[] order;
    private final float[][] values;

    public Pixels(ImageInput input) {
        channelsFirst = input.channelsFirst();
        order = input.blueFirst() ? new int[] {2, 1, 0} : new int[] {0, 1, 2};
        values = new float[3][256];
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                values[c][v] = (v * input.scale() - input.mean().get(c)) / input.std().get(c);
            }
        }
    }

    void putBytes(byte[] rgb, ByteBuffer into) {
        if (!channelsFirst && order[0] == 0) {
            into.put(rgb);
        } else if (channelsFirst) {
            for (int c : order) {
                for (int i = c; i < rgb.length; i += 3) {
                    into.put(rgb[i]);
                }
            }
        } else {
            for (int i = 0; i < rgb.length; i += 3) {
                into.put(rgb[i + 2]).put(rgb[i + 1]).put(rgb[i]);
            }
        }
    }

    public void putFloats(byte[] rgb, ByteBuffer into) {
        if (channelsFirst) {
            for (int c : order) {
                float[] value = values[c];
                for (int i = c; i < rgb.length; i += 3) {
                    into.putFloat(value[rgb[i] & 0xff]);
                }
            }
            return;
        }
        for (int i = 0; i < rgb.length; i += 3) {
            for (int c : order) {
                into.putFloat(values[c][rgb[i + c] & 0xff]);
            }
        }
    }
}
