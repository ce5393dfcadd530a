package io.zoetrope.media.playback;

import java.util.Locale;

/** Names of codecs by RFC 6381, out of their configuration. Pure. */
public final class CodecNames {
    private static final byte[] AVC_BOX = {'a', 'v', 'c', 'C'};
    private static final int LONG_TYPE = 31;

    private CodecNames() {}

    /**
     * @param head an initialization segment of H.264
     * @return {@code avc1.640028} or the like; empty if it holds no configuration
     */
    public static String h264(byte[] head) {
        for (int i = 0; i + AVC_BOX.length + 4 <= head.length; i++) {
            if (matches(head, i)) {
                int at = i + AVC_BOX.length + 1;
                return String.format(
                        Locale.ROOT, "avc1.%02x%02x%02x", head[at], head[at + 1], head[at + 2]);
            }
        }
        return "";
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < AVC_BOX.length; i++) {
            if (bytes[at + i] != AVC_BOX[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param configuration AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1), at least two bytes
     */
    public static String aac(byte[] configuration) {
        int type = (configuration[0] & 0xFF) >> 3;
        if (type == LONG_TYPE) {
            int more = (configuration[0] & 7) << 3 | (configuration[1] & 0xFF) >> 5;
            type = 32 + more;
        }
        return "mp4a.40." + type;
    }
}
