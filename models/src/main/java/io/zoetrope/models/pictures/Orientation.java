package io.zoetrope.models.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: EXIF tag 0x0112, values 1 to 8 (Exif 2.32, section 4.6.4).
 *
 * @param value 1 if the file says nothing
 */
record Orientation(int value) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;
    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;

    /** Looks through a JPEG file's segments; anything that is odd there counts as upright. */
    static Orientation of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < 4 || in.getShort() != (short) 0xffd8) {
            return UPRIGHT;
        }
        while (in.remaining() >= 4 && (in.get() & 0xff) == 0xff) {
            int marker = in.get() & 0xff;
            int length = (in.getShort() & 0xffff) - 2;
            if (marker == START_OF_SCAN || length < 0 || length > in.remaining()) {
                return UPRIGHT;
            }
            if (marker == APP1 && length > 14 && in.getInt(in.position()) == 0x45786966) {
                return fromTiff(in.slice(in.position() + 6, length - 6));
            }
            in.position(in.position() + length);
        }
        return UPRIGHT;
    }

    private static Orientation fromTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xffffffffL;
        if (directory + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int entries = tiff.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int at = (int) directory + 2 + 12 * i;
            if (at + 12 > tiff.limit()) {
                return UPRIGHT;
            }
            int value = tiff.getShort(at + 8);
            if ((tiff.getShort(at) & 0xffff) == TAG && value >= 1 && value <= 8) {
                return new Orientation(value);
            }
        }
        return UPRIGHT;
    }

    boolean swapsSides() {
        return value >= 5;
    }

    /**
     * @param rgb packed, before turning
     * @return packed, as it is shown
     */
    byte[] apply(byte[] rgb, int width, int height) {
        if (value == 1) {
            return rgb;
        }
        byte[] turned = new byte[rgb.length];
        int shownWidth = swapsSides() ? height : width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to =
                        3
                                * (shownY(x, y, width, height) * shownWidth
                                        + shownX(x, y, width, height));
                System.arraycopy(rgb, 3 * (y * width + x), turned, to, 3);
            }
        }
        return turned;
    }

    private int shownX(int x, int y, int width, int height) {
        return switch (value) {
            case 2, 3 -> width - 1 - x;
            case 5, 8 -> y;
            case 6, 7 -> height - 1 - y;
            default -> x;
        };
    }

    private int shownY(int x, int y, int width, int height) {
        return switch (value) {
            case 3, 4 -> height - 1 - y;
            case 5, 6 -> x;
            case 7, 8 -> width - 1 - x;
            default -> y;
        };
    }
}
