package io.zoetrope.operators.observe.camera;

import io.zoetrope.operators.observe.LargePicture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sums of some rows of a picture, each of its columns by itself and each colour in it: eight bytes
 * at a time, in lanes of sixteen bits, so of at most 257 rows. For one thread.
 */
final class RowSums {
    private static final int RGB = 3;
    private static final long LOW = 0x00FF00FF00FF00FFL;
    private static final int LANE = 0xFFFF;
    private static final VarHandle BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] rgb;
    private final int rowBytes;
    private final int usedBytes;
    private final long[] even;
    private final long[] odd;
    private final int[] sums;

    /**
     * @param columns from the left on; of those that the picture does not have the sums are 0
     */
    RowSums(LargePicture picture, int columns) {
        this.rgb = picture.rgb();
        this.rowBytes = picture.width() * RGB;
        this.usedBytes = Math.min(picture.width(), columns) * RGB;
        this.even = new long[usedBytes / Long.BYTES];
        this.odd = new long[even.length];
        this.sums = new int[columns * RGB];
    }

    /**
     * @param to exclusive
     * @return three for each column, until this is called again
     */
    int[] of(int from, int to) {
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
        int single = even.length * Long.BYTES;
        Arrays.fill(sums, single, usedBytes, 0);
        for (int row = from * rowBytes; row < to * rowBytes; row += rowBytes) {
            for (int i = 0; i < even.length; i++) {
                long eight = (long) BYTES.get(rgb, row + i * Long.BYTES);
                even[i] += eight & LOW;
                odd[i] += eight >>> Byte.SIZE & LOW;
            }
            for (int i = single; i < usedBytes; i++) {
                sums[i] += rgb[row + i] & 0xFF;
            }
        }
        for (int i = 0; i < single; i++) {
            long lanes = i % 2 == 0 ? even[i / Long.BYTES] : odd[i / Long.BYTES];
            sums[i] = (int) (lanes >>> i % Long.BYTES / 2 * Short.SIZE) & LANE;
        }
        return sums;
    }
}
