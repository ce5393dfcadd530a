package io.zoetrope.query.media;

import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that may be played: regular ones below the allowed roots, symbolic links resolved, and
 * of uploads only a tenant's own.
 */
public final class LocalSources {
    private final List<Path> roots;
    private final TenantUploads uploads;

    /**
     * @param media its source roots, and its upload folder, may be played
     */
    public LocalSources(QueryServiceOptions.Media media) {
        List<Path> allowed = new ArrayList<>(media.sourceRoots());
        media.uploadDir().ifPresent(allowed::add);
        this.roots = List.copyOf(allowed);
        this.uploads = new TenantUploads(media);
    }

    /** Whether a uri names something below a root; the file itself is not looked at. */
    public boolean allows(String uri) {
        return path(uri).filter(path -> roots.stream().anyMatch(path::startsWith)).isPresent();
    }

    /** The file of a uri; empty if it is not there, not allowed or another tenant's upload. */
    public Optional<Path> open(String tenant, String uri) {
        return path(uri)
                .filter(path -> allows(uri) && !uploads.isForeign(tenant, uri))
                .flatMap(this::real);
    }

    private Optional<Path> real(Path path) {
        try {
            Path real = path.toRealPath();
            for (Path root : roots) {
                if (Files.exists(root)
                        && real.startsWith(root.toRealPath())
                        && Files.isRegularFile(real)) {
                    return Optional.of(real);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // Gone or unreadable is the same to a client: it cannot be played.
            return Optional.empty();
        }
    }

    /** The path that a uri of this machine names, whether it may be played or not. */
    public static Optional<Path> path(String uri) {
        try {
            URI parsed = URI.create(uri);
            boolean local =
                    "file".equalsIgnoreCase(parsed.getScheme())
                            && parsed.getPath() != null
                            && (parsed.getHost() == null || parsed.getHost().isEmpty());
            return local ? Optional.of(Path.of(parsed.getPath()).normalize()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
