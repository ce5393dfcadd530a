package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.process.child.DecoderMain;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a decoder's process gets its classes and libraries from. */
class DecoderStartTest {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String TEMPORARY = "java.io.tmpdir";
    private static final int TOGETHER = 4;

    @TempDir Path folder;

    private final String cacheBefore = System.getProperty(CACHE);
    private final String temporaryBefore = System.getProperty(TEMPORARY);

    @AfterEach
    void restore() {
        System.setProperty(TEMPORARY, temporaryBefore);
        if (cacheBefore == null) {
            System.clearProperty(CACHE);
        } else {
            System.setProperty(CACHE, cacheBefore);
        }
    }

    @Test
    void manyUnpackTheLibrariesTogetherAndLeaveNothingElse() throws Exception {
        byte[] clip = TestingClip.bytes(folder);
        Path cache = Files.createDirectories(folder.resolve("cache"));
        System.setProperty(CACHE, cache.toString());
        // Of this run alone: others on the machine have files of their own there.
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        System.setProperty(TEMPORARY, temporary.toString());
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        List<Future<Integer>> frames = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            frames.add(threads.submit(() -> read(clip)));
        }
        for (Future<Integer> count : frames) {
            assertThat(count.get()).isEqualTo(TestingClip.FRAMES);
        }
        threads.shutdown();

        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.contains("jniavutil"))
                    .hasSize(1);
        }
    }

    /**
     * Without memory for one more thread there is none that waits for a process, or reads of it.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProcessThatCannotBeStartedLeavesNothing(boolean isMade) throws Exception {
        Error none = new OutOfMemoryError("unable to create native thread");
        AtomicReference<String> pictures = new AtomicReference<>();
        TestingProcess process =
                new TestingProcess(new byte[0]) {
                    @Override
                    public long pid() {
                        throw none;
                    }
                };
        DecoderProcess.Starting starting =
                command -> {
                    pictures.set(picturesFile(command.command()));
                    if (isMade) {
                        return process;
                    }
                    throw none;
                };
        assertThatThrownBy(
                        () ->
                                DecoderProcess.start(
                                        DecoderSettings.DEFAULT, Confinement::close, starting))
                .isSameAs(none);
        if (pictures.get() != null) {
            assertThat(Path.of(pictures.get())).doesNotExist();
            assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(pictures.get());
        }
        assertThat(process.isAlive()).isEqualTo(!isMade);
    }

    private static String picturesFile(List<String> command) {
        String named = "-D" + DecoderMain.PICTURES + "=";
        return command.stream()
                .filter(part -> part.startsWith(named))
                .map(part -> part.substring(named.length()))
                .findAny()
                .orElse(null);
    }

    private static int read(byte[] clip) throws Exception {
        int[] frames = {0};
        try (VideoReaders set = new DecoderSet(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);
                VideoReader reader = set.open(new TestingFileSource(clip), "fine.mp4")) {
            reader.read(TestingClip.everyFrame(), frame -> frames[0]++);
        }
        return frames[0];
    }

    /** As on a cluster: our classes come from a job's jar, the libraries from another loader. */
    @Test
    void classesMayComeFromSeveralLoaders() throws Exception {
        Class<?> type = new JobLoader().loadClass(DecoderClassPath.class.getName());
        assertThat(type).isNotSameAs(DecoderClassPath.class);
        var method = type.getDeclaredMethod("of", List.class);
        method.setAccessible(true);
        String theirs = (String) method.invoke(null, List.of("more"));

        assertThat(theirs).isEqualTo(DecoderClassPath.of(List.of("more")));
        assertThat(theirs.split(":"))
                .anyMatch(entry -> entry.matches(".*/javacpp-[0-9.]+\\.jar"))
                .anyMatch(entry -> entry.matches(".*/javacpp-[0-9.]+-linux-.*\\.jar"))
                .anyMatch(entry -> entry.matches(".*/ffmpeg-[0-9.-]+\\.jar"))
                .anyMatch(entry -> entry.matches(".*/ffmpeg-.*-linux-.*\\.jar"))
                .endsWith("more");
    }

    /** Defines our classes itself, with their places, and leaves all others to its parent. */
    private static final class JobLoader extends ClassLoader {
        private JobLoader() {
            super(DecoderStartTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.zoetrope.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = DecoderStartTest.class.getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(
                        name, bytes, 0, bytes.length, Class.forName(name).getProtectionDomain());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
