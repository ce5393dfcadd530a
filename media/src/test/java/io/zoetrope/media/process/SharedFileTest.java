package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void onlyOldFilesOfItsOwnKindAreSwept() throws Exception {
        Path left = file("zoetrope-1.pictures", BEFORE.minusSeconds(1));
        Path starting = file("zoetrope-2.pictures", BEFORE);
        Path foreign = file("other-3.pictures", BEFORE.minusSeconds(1));

        SharedFile.sweep(folder, BEFORE);
        SharedFile.sweep(folder.resolve("none"), BEFORE);

        assertThat(left).doesNotExist();
        assertThat(starting).exists();
        assertThat(foreign).exists();
    }

    private Path file(String name, Instant changed) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(changed));
        return file;
    }
}
