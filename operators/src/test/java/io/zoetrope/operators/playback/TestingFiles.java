package io.zoetrope.operators.playback;

import io.zoetrope.domain.store.FileStore;
import io.zoetrope.domain.store.FileStoreOpener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Files in memory, of the test that runs; may be away. */
final class TestingFiles implements FileStore {
    static final TreeMap<String, byte[]> FILES = new TreeMap<>();
    static boolean away;

    /** Of a file with this name it is said that it was not taken, though it was. */
    static String denied = "";

    /** Called when a file was taken. */
    static Runnable taken = () -> {};

    private TestingFiles() {}

    static FileStoreOpener fresh() {
        FILES.clear();
        away = false;
        denied = "";
        taken = () -> {};
        return shared();
    }

    /** With what is there. */
    static FileStoreOpener shared() {
        return TestingFiles::new;
    }

    static String text(String path) {
        byte[] bytes = FILES.get(path);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static void ask() throws IOException {
        if (away) {
            throw new IOException("the store is away");
        }
    }

    @Override
    public NewFile create(String path) throws IOException {
        ask();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new NewFile() {
            @Override
            public void write(byte[] from, int length) {
                bytes.write(from, 0, length);
            }

            @Override
            public void finish() throws IOException {
                ask();
                FILES.put(path, bytes.toByteArray());
                taken.run();
                if (path.endsWith("/" + denied)) {
                    throw new IOException("nobody knows whether " + path + " was taken");
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        ask();
        return FILES.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .map(path -> path.substring(folder.length() + 1))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }

    @Override
    public void delete(String path) throws IOException {
        ask();
        FILES.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
    }

    @Override
    public void close() {}
}
