package io.zoetrope.media.process.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the classes that lie in folders, each of them a file that could not be opened later. A jar
 * stays open once a class came out of it.
 */
final class ClassWarmUp {
    private static final String SUFFIX = ".class";

    private ClassWarmUp() {}

    static void run() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path folder = Path.of(entry);
            if (Files.isDirectory(folder)) {
                load(folder);
            }
        }
    }

    private static void load(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        for (Path file : files) {
            String path = folder.relativize(file).toString();
            String name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
            try {
                Class.forName(name, false, ClassWarmUp.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                // It needs what is not on this class path, so nothing here needs it.
            }
        }
    }
}
