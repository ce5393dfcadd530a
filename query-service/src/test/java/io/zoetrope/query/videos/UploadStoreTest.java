package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadStoreTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "clip.mp4, clip.mp4",
        "../../etc/passwd, passwd",
        "C:\\\\videos\\\\a b.mp4, a_b.mp4",
        "..., video",
        "'', video",
        "été.mov, _t_.mov"
    })
    void namesAreHarmless(String given, String kept) {
        assertThat(UploadStore.safe(given.replace("\\\\", "\\"))).isEqualTo(kept);
        assertThat(UploadStore.safe("x".repeat(500) + ".mp4")).hasSize(100).endsWith(".mp4");
    }

    @Test
    void theSameContentIsTheSameFileAndKeepsItsTime() throws IOException {
        UploadStore store = new UploadStore(folder);
        Path first = store.store(content(), "a.mp4");
        Files.setLastModifiedTime(first, FileTime.fromMillis(1000));
        Path second = store.store(content(), "a.mp4");
        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second).toMillis()).isEqualTo(1000);
        assertThat(store.temporary()).isEmptyDirectory();
    }

    @Test
    void aBrokenUploadLeavesNothing() throws IOException {
        UploadStore store = new UploadStore(folder);
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the client left");
                    }
                };
        assertThatThrownBy(() -> store.store(broken, "a.mp4")).hasMessage("the client left");
        assertThat(store.temporary()).isEmptyDirectory();
    }

    private static InputStream content() {
        return new ByteArrayInputStream(new byte[] {1, 2, 3});
    }
}
