package io.zoetrope.testing.films;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of a real clip in which somebody looked for cuts and found none.
 *
 * @param half 0 or 1: rules are chosen on the one half and judged on the other
 */
public record Excerpt(Path file, double fromSeconds, double toSeconds, int half) {
    /**
     * @param list a line for each: half, file, from and to in seconds; # begins a remark
     * @param folder of the files
     */
    public static List<Excerpt> read(Path list, Path folder) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.trim().split("\\s+"))
                .map(
                        words ->
                                new Excerpt(
                                        folder.resolve(words[1]),
                                        Double.parseDouble(words[2]),
                                        Double.parseDouble(words[3]),
                                        Integer.parseInt(words[0])))
                .toList();
    }

    double seconds() {
        return toSeconds - fromSeconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %.1f-%.1f", file.getFileName(), fromSeconds, toSeconds);
    }
}
