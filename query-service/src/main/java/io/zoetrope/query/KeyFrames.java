package io.zoetrope.query;

import io.zoetrope.domain.KeyFrameImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The stored pictures of videos, below the object store's root. Thread-safe. */
final class KeyFrames {
    private static final Pattern VIDEO_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern PICTURE = Pattern.compile("\\d{1,18}\\.jpg");
    private static final long MICROS = 1_000;

    private final Path root;

    KeyFrames(Path root) {
        this.root = root;
    }

    /**
     * The picture nearest to a media time; empty where the video has none.
     *
     * @param ms media time in milliseconds
     */
    Optional<Path> nearest(String videoId, long ms) throws IOException {
        if (!VIDEO_ID.matcher(videoId).matches()) {
            return Optional.empty();
        }
        Path exact = root.resolve(KeyFrameImage.pathOf(videoId, ms * MICROS));
        if (Files.isRegularFile(exact)) {
            return Optional.of(exact);
        }
        if (!Files.isDirectory(exact.getParent())) {
            return Optional.empty();
        }
        try (Stream<Path> pictures = Files.list(exact.getParent())) {
            return pictures.filter(KeyFrames::isPicture)
                    .min(Comparator.comparingLong(picture -> Math.abs(time(picture) - ms)));
        }
    }

    private static boolean isPicture(Path file) {
        return PICTURE.matcher(file.getFileName().toString()).matches();
    }

    private static long time(Path picture) {
        String name = picture.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ".jpg".length()));
    }
}
