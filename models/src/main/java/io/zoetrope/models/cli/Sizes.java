package io.zoetrope.models.cli;

import java.util.Locale;

/** Sizes for people. */
final class Sizes {
    private static final double STEP = 1000;

    private Sizes() {}

    /** Decimal units: {@code 1.4 GB}. */
    static String of(long bytes) {
        double size = bytes;
        for (String unit : new String[] {"B", "kB", "MB"}) {
            if (size < STEP) {
                return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
            }
            size /= STEP;
        }
        return String.format(Locale.ROOT, "%.1f GB", size);
    }
}
