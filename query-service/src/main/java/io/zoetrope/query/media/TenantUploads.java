package io.zoetrope.query.media;

import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose uploads are whose: below the upload folder and the upload bucket each tenant has a folder,
 * and a uri that leads into that of another is foreign, however it is spelled. What else lies there
 * is nobody's upload.
 */
public final class TenantUploads {
    /** Below the upload folder: what has not come in whole. */
    public static final String INCOMING = ".incoming";

    /** In front of a tenant's name, which may consist of dots. */
    private static final String OWNED = "tenant-";

    private static final String FILE = "file:";
    private static final int MOST_DECODINGS = 3;

    /** Bucket, perhaps with a port, and key. */
    private static final Pattern OBJECT =
            Pattern.compile(
                    "s3[an]?:/+([^/?#:]*)(?::[0-9]*)?(.*)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Optional<Path> folder;
    private final Optional<URI> bucket;

    /**
     * @param media its upload folder, absolute, and its upload bucket, if there are any
     */
    public TenantUploads(QueryServiceOptions.Media media) {
        this.folder = media.uploadDir();
        this.bucket = media.uploadBucket();
    }

    /** The name of the folder in which a tenant's uploads lie. */
    public static String folder(String tenant) {
        return OWNED + tenant;
    }

    /**
     * Whether a uri may lead to an upload of another tenant; whether one is there plays no part.
     */
    public boolean isForeign(String tenant, String uri) {
        return readings(uri).stream()
                .anyMatch(r -> isForeignFile(tenant, r) || isForeignObject(tenant, r));
    }

    /**
     * What opens a uri may take it as it is written or decoded, and a question mark for itself or
     * for the end of the path.
     */
    private static Set<String> readings(String uri) {
        Set<String> readings = new LinkedHashSet<>();
        String reading = uri;
        for (int i = 0; i <= MOST_DECODINGS; i++) {
            String slashes = reading.replace('\\', '/');
            readings.add(slashes);
            readings.add(slashes.split("[?#]", 2)[0]);
            reading = decoded(reading);
        }
        return readings;
    }

    private static String decoded(String uri) {
        try {
            return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Nothing that is encoded, and so it stays as it is.
            return uri;
        }
    }

    private boolean isForeignFile(String tenant, String reading) {
        if (folder.isEmpty() || !reading.regionMatches(true, 0, FILE, 0, FILE.length())) {
            return false;
        }
        try {
            Path path = Path.of("/", reading.substring(FILE.length())).normalize();
            return isForeign(tenant, folder.get(), path)
                    || isForeign(tenant, real(folder.get()), real(path));
        } catch (InvalidPathException e) {
            // No path, and so nothing opens it.
            return false;
        }
    }

    private static boolean isForeign(String tenant, Path folder, Path path) {
        int below = folder.getNameCount();
        return path.startsWith(folder)
                && path.getNameCount() > below
                && isForeignName(tenant, path.getName(below).toString());
    }

    /** With symbolic links resolved, as far as there is something. */
    private static Path real(Path path) {
        Path there = path;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(there.relativize(path));
        } catch (IOException e) {
            // Gone or unreadable by now: its name is all that is known of it.
            return path;
        }
    }

    private boolean isForeignObject(String tenant, String reading) {
        Matcher object = OBJECT.matcher(reading);
        if (bucket.isEmpty()
                || !object.matches()
                || !object.group(1).equalsIgnoreCase(bucket.get().getAuthority())) {
            return false;
        }
        List<String> root = names(bucket.get().getPath());
        List<String> key = names(object.group(2));
        return key.size() > root.size()
                && key.subList(0, root.size()).equals(root)
                && isForeignName(tenant, key.get(root.size()));
    }

    /** Of a path whose dots are resolved. */
    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.subList(Math.max(0, names.size() - 1), names.size()).clear();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /** Some file systems take capitals for small letters. */
    private static boolean isForeignName(String tenant, String name) {
        boolean upload =
                name.regionMatches(true, 0, OWNED, 0, OWNED.length())
                        || name.equalsIgnoreCase(INCOMING);
        return upload && !name.equals(folder(tenant));
    }
}
