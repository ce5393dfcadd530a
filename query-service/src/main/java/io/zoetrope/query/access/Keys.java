package io.zoetrope.query.access;

import io.zoetrope.query.http.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that hold now: the file is looked at for each request and read again if it has changed,
 * so a key that was revoked is refused at once. While the file cannot be read nobody is let in:
 * what it would say may be that a key is revoked. Thread-safe.
 */
final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    /** A file that was changed twice within the clock's grain looks unchanged. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private final KeyFile file;
    private final Clock clock;
    private volatile Read known;

    /** What a file looks like from outside; {@code identity} is its inode where there is one. */
    private record Looks(long modifiedMs, long size, Object identity) {
        static Looks of(Path path) throws IOException {
            BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
            return new Looks(facts.lastModifiedTime().toMillis(), facts.size(), facts.fileKey());
        }
    }

    /**
     * @param keys by id
     * @param settled whether a file that looks like this is surely the one that was read
     */
    private record Read(Looks looks, Map<String, ApiKey> keys, boolean settled) {
        boolean isStill(Looks now) {
            return settled && looks.equals(now);
        }
    }

    /**
     * @throws IOException if the file cannot be read
     */
    Keys(Path path, Clock clock) throws IOException {
        this.file = new KeyFile(path);
        this.clock = clock;
        this.known = read(Looks.of(path));
    }

    /**
     * The key that was sent.
     *
     * @return empty for a key that is not one of ours, was revoked, or is over
     * @throws ApiError 503 while the file cannot be read
     */
    Optional<ApiKey> find(String sent) {
        return KeyText.of(sent).flatMap(text -> ofId(text.id()).filter(text::is));
    }

    /** A key by its public part, as {@link #find}. */
    Optional<ApiKey> ofId(String id) {
        return Optional.ofNullable(now().get(id)).filter(key -> !key.isOver(clock.instant()));
    }

    private Map<String, ApiKey> now() {
        Read last = known;
        try {
            Looks looks = Looks.of(file.path());
            if (last == null || !last.isStill(looks)) {
                last = read(looks);
                known = last;
            }
            return last.keys();
        } catch (IOException e) {
            if (known != null) {
                LOG.error("nobody is let in: the keys cannot be read", e);
            }
            known = null;
            throw ApiError.unavailable(
                    "the keys of this service cannot be read; it has been logged");
        }
    }

    private Read read(Looks looks) throws IOException {
        Map<String, ApiKey> keys =
                file.read().stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
        return new Read(looks, keys, clock.millis() - looks.modifiedMs() > GRAIN.toMillis());
    }
}
