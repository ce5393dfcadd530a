package io.zoetrope.query.videos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which videos were accepted of an uploaded file: an empty file each, beside it. Every instance of
 * the service on the same folder sees them, long before the index knows the videos.
 */
final class UploadUses {
    private static final String FOLDER = ".videos";

    /** By then the job has looked at a video, and the index answers for it. */
    static final Duration COUNTS = Duration.ofDays(1);

    private final Clock clock;

    UploadUses(Clock clock) {
        this.clock = clock;
    }

    /** Before the video is announced. */
    void add(Path file, String videoId) throws IOException {
        Path uses = Files.createDirectories(file.resolveSibling(FOLDER));
        Files.write(uses.resolve(videoId), new byte[0]);
    }

    /**
     * @return whether others were accepted that the index may not know yet
     */
    boolean remove(Path file, String videoId) throws IOException {
        Path uses = file.resolveSibling(FOLDER);
        Files.deleteIfExists(uses.resolve(videoId));
        for (Path use : all(uses)) {
            if (isYoung(use)) {
                return true;
            }
        }
        return false;
    }

    /** All that is known of a file that goes. */
    void clear(Path file) throws IOException {
        Path uses = file.resolveSibling(FOLDER);
        for (Path use : all(uses)) {
            Files.deleteIfExists(use);
        }
        Files.deleteIfExists(uses);
    }

    private boolean isYoung(Path use) throws IOException {
        try {
            return Files.getLastModifiedTime(use).toInstant().plus(COUNTS).isAfter(clock.instant());
        } catch (NoSuchFileException e) {
            // Another instance removed that video meanwhile.
            return false;
        }
    }

    private static List<Path> all(Path uses) throws IOException {
        if (!Files.isDirectory(uses)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(uses)) {
            return all.toList();
        }
    }
}
