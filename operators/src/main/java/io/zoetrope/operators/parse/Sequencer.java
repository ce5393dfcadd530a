package io.zoetrope.operators.parse;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sequencers of object stores, made comparable as text. Amazon: "right pad the shorter value with
 * zeros, then compare lexicographically". Ceph writes the bytes of two little-endian numbers of 32
 * bits, seconds and nanoseconds, so each is turned round first.
 */
final class Sequencer {
    private static final int CHARS = 64;
    private static final int CEPH_CHARS = 16;
    private static final Pattern HEX = Pattern.compile("[0-9A-F]{1," + CHARS + "}");

    private Sequencer() {}

    /**
     * @param eventSource of the record, such as {@code aws:s3}
     * @param raw as the store gave it, or null
     * @return empty if it is none: then it orders nothing
     */
    static String of(String eventSource, String raw) {
        if (raw == null || raw.length() > CHARS) {
            return "";
        }
        String hex = raw.toUpperCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            return "";
        }
        if (eventSource.startsWith("ceph:") && hex.length() == CEPH_CHARS) {
            hex = turned(hex.substring(0, CEPH_CHARS / 2)) + turned(hex.substring(CEPH_CHARS / 2));
        }
        return hex + "0".repeat(CHARS - hex.length());
    }

    private static String turned(String hex) {
        StringBuilder turned = new StringBuilder();
        for (int i = hex.length() - 2; i >= 0; i -= 2) {
            turned.append(hex, i, i + 2);
        }
        return turned.toString();
    }
}
