package io.zoetrope.query.media;

import java.util.Locale;
import java.util.Map;

/** What a browser is told a file is, by its extension. */
public final class MediaTypes {
    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("m4v", "video/mp4"),
                    Map.entry("mov", "video/quicktime"),
                    Map.entry("webm", "video/webm"),
                    Map.entry("mkv", "video/x-matroska"),
                    Map.entry("ts", "video/mp2t"),
                    Map.entry("avi", "video/x-msvideo"),
                    Map.entry("flv", "video/x-flv"),
                    Map.entry("ogv", "video/ogg"),
                    Map.entry("mpg", "video/mpeg"),
                    Map.entry("mpeg", "video/mpeg"));

    private MediaTypes() {}

    /** {@code application/octet-stream} if unknown: never anything that a browser would run. */
    public static String of(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1);
        return BY_EXTENSION.getOrDefault(
                extension.toLowerCase(Locale.ROOT), "application/octet-stream");
    }
}
