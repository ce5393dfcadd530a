package io.zoetrope.connectors.objects;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Small objects below one root, written whole. Thread-safe as Flink's file systems are. */
final class ObjectFolder {
    private final FileSystem files;
    private final Path root;

    private ObjectFolder(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    static ObjectFolder open(String root) throws IOException {
        Path path = new Path(root);
        return new ObjectFolder(path.getFileSystem(), path);
    }

    /**
     * Replaces what is there. A reader sees the old bytes or the new ones, never a part: object
     * stores show an object when it is complete, and elsewhere it is renamed when it is.
     */
    void write(String relativePath, byte[] bytes) throws IOException {
        Path target = new Path(root, safe(relativePath));
        if (files.isDistributedFS()) {
            writeTo(target, bytes);
            return;
        }
        Path partial = new Path(target.getParent(), "." + target.getName() + ".inprogress");
        writeTo(partial, bytes);
        if (!files.rename(partial, target)) {
            throw new IOException("cannot rename " + partial + " to " + target);
        }
    }

    private void writeTo(Path path, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = files.create(path, WriteMode.OVERWRITE)) {
            out.write(bytes);
        }
    }

    /**
     * Keeps a path below the root whatever is in it: a video id may come from an event. Characters
     * beside letters, digits, dot, dash and underscore, and segments of dots alone, become
     * underscores.
     */
    static String safe(String relativePath) {
        StringBuilder path = new StringBuilder();
        for (String segment : relativePath.split("/", -1)) {
            String plain = segment.replaceAll("[^A-Za-z0-9._-]", "_");
            boolean dotsOnly = plain.chars().allMatch(c -> c == '.');
            path.append(path.isEmpty() ? "" : "/").append(dotsOnly ? "_" : plain);
        }
        return path.toString();
    }
}
