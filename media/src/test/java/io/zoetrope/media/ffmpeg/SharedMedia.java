package io.zoetrope.media.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real clips that lie beside the project and are never part of it. */
public final class SharedMedia {
    private SharedMedia() {}

    /** Null if there are none. */
    public static Path folder(String name) {
        String shared = System.getProperty("zoetrope.shared", "");
        Path folder = Path.of(shared, "media", name);
        return shared.isEmpty() || !Files.isDirectory(folder) ? null : folder;
    }
}
