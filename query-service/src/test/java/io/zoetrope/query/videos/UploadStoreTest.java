package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.ApiError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadStoreTest {
    private static final long QUOTA = 10;

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
    void theSameContentIsTheSameFileUnderAnyNameAndKeepsItsTime() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        Path first = store.store("t", content(), "a.mp4");
        store.use("t", first.toUri().toString(), "v1");
        Files.setLastModifiedTime(first, FileTime.fromMillis(1000));
        assertThat(store.store("t", content(), "b.mov")).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first).toMillis()).isEqualTo(1000);
        assertThat(store.temporary()).isEmptyDirectory();
        assertThat(store.store("other", content(), "a.mp4")).isNotEqualTo(first);
    }

    @Test
    void aBrokenUploadLeavesNothing() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the client left");
                    }
                };
        assertThatThrownBy(() -> store.store("t", broken, "a.mp4")).hasMessage("the client left");
        assertThat(store.temporary()).isEmptyDirectory();
    }

    /** As if the disk were full at the third: nobody announces the first two. */
    @Test
    void ofAFormThatBreaksOffOnlyWhatWasThereBeforeStays() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        Path before = store.store("t", content(), "a.mp4");
        UploadStore.Sent again = new UploadStore.Sent("b.mp4", UploadStoreTest::content);
        UploadStore.Sent fresh =
                new UploadStore.Sent("c.mp4", () -> new ByteArrayInputStream(new byte[] {9}));
        UploadStore.Sent broken =
                new UploadStore.Sent(
                        "d.mp4",
                        () -> {
                            throw new IOException("No space left on device");
                        });
        assertThatThrownBy(() -> store.storeAll("t", List.of(again, fresh, broken)))
                .hasMessage("No space left on device");
        assertThat(before).exists();
        assertThat(before.getParent().getParent().toFile().list()).hasSize(1);
        assertThat(store.storeAll("t", List.of(again, fresh))).hasSize(2).contains(before);
    }

    @Test
    void aTenantHasAQuota() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        store.store("t", content(), "a.mp4");
        store.room("t", 7).close();
        store.room("other", 10).close();
        assertThatThrownBy(() -> store.room("t", 8))
                .isInstanceOfSatisfying(ApiError.class, e -> assertThat(e.status()).isEqualTo(507));
    }

    @Test
    void whatComesAtOnceFitsTogether() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        UploadStore.Room first = store.room("t", 6);
        assertThatThrownBy(() -> store.room("t", 5)).isInstanceOf(ApiError.class);
        store.room("other", 5).close();
        UploadStore.Room second = store.room("t", 4);
        first.close();
        second.close();
        store.room("t", 10).close();
        assertThatThrownBy(() -> store.room("t", Long.MAX_VALUE)).isInstanceOf(ApiError.class);
    }

    @ParameterizedTest
    @CsvSource({"..", ".", "a.b"})
    void noTenantLeavesTheFolder(String tenant) throws IOException {
        Path kept = new UploadStore(folder, QUOTA).store(tenant, content(), "a.mp4");
        assertThat(kept.normalize()).startsWith(folder);
        assertThat(folder.relativize(kept.normalize()).getName(0)).hasToString("tenant-" + tenant);
    }

    @Test
    void removesItsOwnFilesOnly() throws IOException {
        UploadStore store = new UploadStore(folder.resolve("up"), QUOTA);
        Path file = store.store("t", content(), "a.mp4");
        Path elsewhere = Files.write(folder.resolve("b.mp4"), new byte[3]);
        store.use("t", file.toUri().toString(), "v");
        Path use = file.resolveSibling(".videos").resolve("v");
        store.remove("t", elsewhere.toUri().toString(), "v", false);
        store.remove("other", file.toUri().toString(), "v", false);
        store.remove("t", folder.toUri() + "up/tenant-t/../../b.mp4", "v", false);
        store.remove("t", "http://example.org/a.mp4", "v", false);
        store.remove("t", use.toUri().toString(), "v", false);
        assertThat(file).exists();
        assertThat(elsewhere).exists();
        assertThat(use).exists();
        store.remove("t", file.toUri().toString(), "v", false);
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aFileStaysWhileAnyInstanceAcceptedAnotherVideoOfItLately() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        Path file = store.store("t", content(), "a.mp4");
        String uri = file.toUri().toString();
        store.use("t", uri, "v1");
        UploadStore another = new UploadStore(folder, QUOTA);
        another.use("t", uri, "v2");
        another.use("t", uri, "v3");
        store.remove("t", uri, "v1", false);
        assertThat(file).as("v2 may wait").exists();
        store.remove("t", uri, "v2", true);
        assertThat(file).as("the index knows another").exists();
        FileTime old = FileTime.from(Instant.now().minus(UploadUses.COUNTS).minusSeconds(1));
        Files.setLastModifiedTime(file.resolveSibling(".videos").resolve("v3"), old);
        store.remove("t", uri, "v1", false);
        assertThat(file.getParent()).as("v3 went long ago, and nobody said so").doesNotExist();
    }

    /** The same bytes are of one uri, and the job replaced the first video by the second. */
    @Test
    void aVideoThatWasReplacedKeepsNoFile() throws IOException {
        UploadStore store = new UploadStore(folder, QUOTA);
        Path file = store.store("t", content(), "a.mp4");
        String uri = file.toUri().toString();
        store.use("t", uri, "first");
        FileTime before = FileTime.from(Instant.now().minusSeconds(10));
        Files.setLastModifiedTime(file.resolveSibling(".videos").resolve("first"), before);
        store.use("t", uri, "second");
        store.remove("t", uri, "second", false);
        assertThat(file.getParent()).doesNotExist();
        assertThatThrownBy(() -> store.use("t", uri, "third"))
                .isInstanceOfSatisfying(ApiError.class, e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedOnceItIsOld() throws IOException {
        Path incoming = new UploadStore(folder, QUOTA).temporary();
        Path old = Files.write(incoming.resolve("upload1.part"), new byte[3]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.write(incoming.resolve("upload2.part"), new byte[3]);
        new UploadStore(folder, QUOTA);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private static InputStream content() {
        return new ByteArrayInputStream(new byte[] {1, 2, 3});
    }
}
