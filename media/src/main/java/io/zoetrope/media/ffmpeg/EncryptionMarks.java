package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells an encrypted MP4 that FFmpeg cannot even open from a broken one, by the names of the boxes
 * of ISO/IEC 23001-7 near its beginning.
 */
final class EncryptionMarks {
    private static final int LOOKED_AT = 1 << 20;

    private EncryptionMarks() {}

    static boolean in(MediaSource source) {
        ByteBuffer start =
                ByteBuffer.allocate((int) Math.min(LOOKED_AT, Math.max(0, source.size())));
        try {
            int got = 0;
            while (got >= 0 && start.hasRemaining()) {
                got = source.read(start.position(), start);
            }
        } catch (IOException e) {
            return false;
        }
        String text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
        return text.contains("encv") || text.contains("pssh") || text.contains("cenc");
    }
}
