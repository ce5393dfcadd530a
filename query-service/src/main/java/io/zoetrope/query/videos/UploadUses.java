package io.zoetrope.query.videos;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which videos were accepted of an uploaded file: an empty file each, beside it. Every instance of
 * the service on the same folder sees them, long before the index knows the videos.
 */
final class UploadUses {
    private static final Logger LOG = LoggerFactory.getLogger(UploadUses.class);
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

    /** Whether any video was accepted of it. */
    boolean any(Path file) throws IOException {
        return !all(file.resolveSibling(FOLDER)).isEmpty();
    }

    /**
     * Others that were accepted before this one do not count: all are of one uri, of which the job
     * keeps the video that was said last.
     *
     * @return whether others were accepted since that the index may not know yet
     */
    boolean remove(Path file, String videoId) throws IOException {
        Path uses = file.resolveSibling(FOLDER);
        Path own = uses.resolve(videoId);
        Instant since = accepted(own).orElse(Instant.MIN);
        Files.deleteIfExists(own);
        Instant counts = clock.instant().minus(COUNTS);
        for (Path use : all(uses)) {
            Optional<Instant> at = accepted(use);
            if (at.isPresent() && at.get().isAfter(counts) && !at.get().isBefore(since)) {
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
        deleteIfEmpty(uses);
    }

    /** Another instance may be putting something into it just now. */
    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} is used again", folder);
        }
    }

    private static Optional<Instant> accepted(Path use) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(use).toInstant());
        } catch (NoSuchFileException e) {
            // Another instance may have removed that video meanwhile.
            return Optional.empty();
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
