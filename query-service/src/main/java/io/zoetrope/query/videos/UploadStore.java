package io.zoetrope.query.videos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keeps uploaded files below one folder, each under the hash of its content: the same file sent
 * twice is the same video.
 */
public final class UploadStore {
    private static final int HASH_DIGITS = 24;
    private static final int MAX_NAME = 100;

    private final Path folder;

    /**
     * @throws IOException where the folder cannot be made
     */
    public UploadStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Where a half-received upload lies; the caller's server cleans it. */
    public Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve(".incoming"));
    }

    /**
     * Stores a stream; the caller closes it.
     *
     * @param name as the client gave it: only its last part's harmless characters are used
     * @return the stored file
     */
    Path store(InputStream content, String name) throws IOException {
        Path partial = Files.createTempFile(temporary(), "upload", ".part");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out =
                    new DigestOutputStream(Files.newOutputStream(partial), digest)) {
                content.transferTo(out);
            }
            String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
            Path target = folder.resolve(hash).resolve(safe(name));
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String harmless = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "");
        String shortened = harmless.substring(Math.max(0, harmless.length() - MAX_NAME));
        return shortened.isEmpty() ? "video" : shortened;
    }
}
