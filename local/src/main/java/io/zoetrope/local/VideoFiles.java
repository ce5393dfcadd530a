package io.zoetrope.local;

import io.zoetrope.local.commandline.UsageProblem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds the videos in what a person named. */
final class VideoFiles {
    /** What is taken from a folder; a file that is named itself is taken whatever it is called. */
    private static final Set<String> EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "m2ts", "mts", "mpg", "mpeg",
                    "flv", "wmv", "asf", "3gp", "3g2", "ogv", "vob", "mxf", "f4v", "y4m", "gif");

    private static final List<String> CAPTIONS = List.of(".srt", ".vtt");

    private VideoFiles() {}

    /**
     * @param given files and folders; folders are walked, hidden entries passed over
     * @return absolute paths, each once, in order
     * @throws UsageProblem for a path that is missing or unreadable, or if nothing is found
     */
    static List<Path> find(List<Path> given) {
        Set<Path> found = new TreeSet<>();
        for (Path path : given) {
            if (!Files.exists(path)) {
                throw new UsageProblem("no such file or folder: " + path);
            }
            if (!Files.isReadable(path)) {
                throw new UsageProblem("not readable: " + path);
            }
            if (Files.isDirectory(path)) {
                walk(path, found);
            } else {
                found.add(path);
            }
        }
        if (found.isEmpty()) {
            throw new UsageProblem("no video files in " + given.get(0));
        }
        return List.copyOf(found);
    }

    /** Caption files beside a file that was named itself: the job may read them too. */
    static List<Path> captionsOf(Path given) {
        String name = given.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || !Files.isRegularFile(given)) {
            return List.of();
        }
        return CAPTIONS.stream()
                .map(ending -> given.resolveSibling(name.substring(0, dot) + ending))
                .filter(Files::isRegularFile)
                .toList();
    }

    /**
     * Where videos lie that a link leads to out of what was given: those may be read too.
     *
     * @param found by {@link #find}
     * @return real paths of files
     */
    static List<Path> elsewhere(List<Path> found, List<Path> given) {
        List<Path> roots = given.stream().map(VideoFiles::real).toList();
        return found.stream()
                .map(VideoFiles::real)
                .filter(file -> roots.stream().noneMatch(file::startsWith))
                .distinct()
                .toList();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UsageProblem("not readable: " + path, e);
        }
    }

    private static void walk(Path folder, Set<Path> found) {
        try {
            // With a dot behind it a folder that is a link is entered, and keeps the name it was
            // given by.
            Path start = folder.resolve(".");
            Files.walkFileTree(start, new Collector(start, found));
        } catch (IOException e) {
            throw new UsageProblem("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Set<Path> found;

        Collector(Path root, Set<Path> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden =
                    !folder.equals(root) && folder.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean hidden = file.getFileName().toString().startsWith(".");
            // A link is followed to what it names, never into another folder.
            if (!hidden && isVideo(file) && Files.isRegularFile(file)) {
                found.add(file.normalize());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (file.equals(root)) {
                throw problem;
            }
            // One folder that may not be entered keeps nobody from the others.
            return FileVisitResult.CONTINUE;
        }
    }
}
