package io.zoetrope.media.playback;

import java.util.Locale;

/** Names of codecs by RFC 6381, out of their configuration. Pure. */
public final class CodecNames {
    private static final int LONG_TYPE = 31;

    private CodecNames() {}

    /**
     * @param head an initialization segment of H.264
     * @return {@code avc1.640028} or the like; empty if it holds no configuration
     */
    public static String h264(byte[] head) {
        int at = AvcConfiguration.find(head);
        return at < 0
                ? ""
                : String.format(
                        Locale.ROOT, "avc1.%02x%02x%02x", head[at + 1], head[at + 2], head[at + 3]);
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
