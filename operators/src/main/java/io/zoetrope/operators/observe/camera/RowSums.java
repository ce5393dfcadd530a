package io.zoetrope.operators.observe.camera;

import io.zoetrope.operators.observe.LargePicture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
    private final int[] sums;

    /**
     * @param columns from the left on; of those that the picture does not have the sums are 0
     */
    RowSums(LargePicture picture, int columns) {
        this.rgb = picture.rgb();
        this.rowBytes = picture.width() * RGB;
        this.usedBytes = Math.min(picture.width(), columns) * RGB;
        this.sums = new int[columns * RGB];
    }

    /**
     * @param to exclusive
     * @return three for each column, until this is called again
     */
    int[] of(int from, int to) {
        int end = to * rowBytes;
        int at = from * rowBytes;
        int column = 0;
        for (; column + Long.BYTES <= usedBytes; column += Long.BYTES) {
            eight(at + column, end, column);
        }
        for (; column < usedBytes; column++) {
            int sum = 0;
            for (int place = at + column; place < end; place += rowBytes) {
                sum += rgb[place] & 0xFF;
            }
            sums[column] = sum;
        }
        return sums;
    }

    /** Sums of eight columns. */
    private void eight(int at, int end, int column) {
        long even = 0;
        long odd = 0;
        for (int place = at; place < end; place += rowBytes) {
            long eight = (long) BYTES.get(rgb, place);
            even += eight & LOW;
            odd += eight >>> Byte.SIZE & LOW;
        }
        sums[column] = (int) even & LANE;
        sums[column + 1] = (int) odd & LANE;
        sums[column + 2] = (int) even >>> Short.SIZE;
        sums[column + 3] = (int) odd >>> Short.SIZE;
        sums[column + 4] = (int) (even >>> Integer.SIZE) & LANE;
        sums[column + 5] = (int) (odd >>> Integer.SIZE) & LANE;
        sums[column + 6] = (int) (even >>> 3 * Short.SIZE);
        sums[column + 7] = (int) (odd >>> 3 * Short.SIZE);
    }
}
