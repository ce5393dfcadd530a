package io.zoetrope.connectors.objects;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small objects below one root, written whole and deleted. Thread-safe as Flink's file systems are.
 */
final class ObjectFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectFolder.class);

    private final FileSystem files;
    private final Path root;

    ObjectFolder(FileSystem files, Path root) {
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
            FSDataOutputStream out = files.create(target, WriteMode.OVERWRITE);
            out.write(bytes);
            // Not if that failed: closing shows what there is.
            out.close();
            return;
        }
        Path partial = new Path(target.getParent(), "." + target.getName() + ".inprogress");
        try (FSDataOutputStream out = files.create(partial, WriteMode.OVERWRITE)) {
            out.write(bytes);
        }
        if (!files.rename(partial, target)) {
            throw new IOException("cannot rename " + partial + " to " + target);
        }
    }

    /** The objects right below a folder; none if there is no such folder. */
    List<Path> objects(String relativeFolder) throws IOException {
        Path folder = new Path(root, safe(relativeFolder));
        // Some file systems throw here and some answer null.
        FileStatus[] found = files.exists(folder) ? files.listStatus(folder) : null;
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .filter(status -> !status.isDir())
                        .map(FileStatus::getPath)
                        .toList();
    }

    /**
     * @param object as {@link #objects} named it
     * @return its first bytes; fewer than asked for if it is shorter
     */
    byte[] start(Path object, int bytes) throws IOException {
        try (FSDataInputStream in = files.open(object)) {
            return in.readNBytes(bytes);
        }
    }

    /**
     * @param object as {@link #objects} named it
     */
    void delete(Path object) throws IOException {
        if (!files.delete(object, false) && files.exists(object)) {
            throw new IOException("cannot delete " + object);
        }
    }

    /** Takes a folder away that holds nothing; if something came into it, it stays. */
    void tidy(String relativeFolder) {
        try {
            files.delete(new Path(root, safe(relativeFolder)), false);
        } catch (IOException e) {
            LOG.debug("folder {} stays", relativeFolder, e);
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
