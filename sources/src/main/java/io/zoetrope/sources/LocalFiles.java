package io.zoetrope.sources;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Opens {@code file:} uris below configured folders. */
final class LocalFiles {
    /** What the JDK has no exception type for, as the C library words it. */
    private static final Set<String> PATH_ERRORS =
            Set.of(
                    "Not a directory",
                    "File name too long",
                    "Too many levels of symbolic links",
                    "Too many levels of symbolic links or unable to access attributes of symbolic link");

    private LocalFiles() {}

    static MediaSource open(String uri, List<String> roots) throws RejectedInput, IOException {
        Path path = pathOf(uri);
        try {
            Path real = path.toRealPath();
            requireBelow(real, roots, uri);
            if (!Files.isRegularFile(real)) {
                throw new RejectedInput(Reason.BAD_URI, "not a regular file: " + uri);
            }
            return LocalSource.open(real);
        } catch (FileSystemException e) {
            // What lies outside is not told apart from what does not exist outside.
            requireBelow(path, roots, uri);
            throw rejected(uri, e);
        }
    }

    private static RejectedInput rejected(String uri, FileSystemException e)
            throws FileSystemException {
        if (e instanceof AccessDeniedException) {
            return new RejectedInput(Reason.ACCESS_DENIED, "may not be read: " + uri, e);
        }
        if (e instanceof NoSuchFileException || PATH_ERRORS.contains(e.getReason())) {
            return new RejectedInput(Reason.NOT_FOUND, "no such file: " + uri, e);
        }
        throw e;
    }

    private static void requireBelow(Path path, List<String> roots, String uri)
            throws RejectedInput, IOException {
        for (String root : roots) {
            Path folder = Path.of(root).toAbsolutePath().normalize();
            if (path.startsWith(folder)
                    || Files.exists(folder) && path.startsWith(folder.toRealPath())) {
                return;
            }
        }
        throw new RejectedInput(
                Reason.FORBIDDEN_URI, "outside the folders that may be read: " + uri);
    }

    // Uris come encoded (file:///a%20b.mp4) and, from hand-written events, not (file:/a b.mp4).
    private static Path pathOf(String uri) throws RejectedInput {
        try {
            return Path.of(rawPath(uri)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new RejectedInput(Reason.BAD_URI, "not a path: " + uri, e);
        }
    }

    private static String rawPath(String uri) throws RejectedInput {
        String rest = uri.substring("file:".length());
        if (rest.startsWith("//") && !rest.startsWith("///")) {
            throw new RejectedInput(
                    Reason.BAD_URI, "a file uri with a host; write file:///path: " + uri);
        }
        String path = rest.startsWith("///") ? rest.substring(2) : rest;
        if (!path.startsWith("/")) {
            throw new RejectedInput(Reason.BAD_URI, "a file uri needs an absolute path: " + uri);
        }
        try {
            URI parsed = new URI(uri);
            boolean plain = parsed.getRawQuery() == null && parsed.getRawFragment() == null;
            return plain && parsed.getPath() != null ? parsed.getPath() : path;
        } catch (URISyntaxException notEncoded) {
            return path;
        }
    }
}
