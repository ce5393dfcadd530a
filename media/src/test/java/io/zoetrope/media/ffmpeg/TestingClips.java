package io.zoetrope.media.ffmpeg;

import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Small clips that carry frame numbers, and what can be done to their bytes. */
public final class TestingClips {
    public static final ClipOptions SMALL = ClipOptions.h264(128, 96, 25);

    private TestingClips() {}

    /**
     * @param name its extension chooses the container
     */
    public static Clip numbered(Path folder, String name, ClipOptions options, int frames) {
        return ClipMaker.make(
                folder.resolve(name),
                options,
                List.of(new Shot("numbers", new FrameNumbers(), frames)));
    }

    /** Replaces every occurrence of some text in place; both are of one length. */
    public static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
