package io.zoetrope.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaSourcesTest {
    @TempDir Path folder;
    private Path root;
    private Path outside;
    private MediaSources sources;

    @BeforeEach
    void makeFiles() throws Exception {
        root = Files.createDirectories(folder.resolve("in"));
        outside = Files.writeString(folder.resolve("secret.mp4"), "secret");
        Files.writeString(root.resolve("a b%.mp4"), "0123456789");
        sources =
                MediaSources.of(
                        SourcePolicy.localFiles(List.of(root.toString())), TestingObjects.NONE);
    }

    private void assertRejected(String uri, String reason) {
        assertThatThrownBy(() -> sources.open(uri))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void readsAFileByEncodedAndByPlainUri() throws Exception {
        Path file = root.resolve("a b%.mp4");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_123L));
        for (String uri : List.of(file.toUri().toString(), "file:" + file, "file://" + file)) {
            try (MediaSource source = sources.open(uri)) {
                assertThat(source.size()).isEqualTo(10);
                assertThat(source.version()).isEqualTo("10-1700000000123");
                ByteBuffer into = ByteBuffer.allocate(4);
                assertThat(source.read(3, into)).isEqualTo(4);
                assertThat(into.array()).isEqualTo("3456".getBytes());
                assertThat(source.read(10, ByteBuffer.allocate(4))).isEqualTo(-1);
            }
        }
    }

    @Test
    void whatLiesOutsideTheRootsIsForbiddenWhetherItExistsOrNot() {
        assertRejected("file://" + outside, "forbidden_uri");
        assertRejected("file://" + root + "/../secret.mp4", "forbidden_uri");
        assertRejected("file://" + root + "/%2e%2e/secret.mp4", "forbidden_uri");
        assertRejected("file://" + folder + "/nothing", "forbidden_uri");
        assertRejected("file://" + root + "-other/x", "forbidden_uri");
    }

    @Test
    void aLinkOutOfTheRootsIsForbiddenAndOneWithinIsRead() throws Exception {
        Files.createSymbolicLink(root.resolve("out.mp4"), outside);
        assertRejected("file://" + root + "/out.mp4", "forbidden_uri");
        Path within = Files.writeString(root.resolve("x.mp4"), "x");
        Files.createSymbolicLink(root.resolve("in.mp4"), within);
        try (MediaSource source = sources.open("file://" + root + "/in.mp4")) {
            assertThat(source.size()).isEqualTo(1);
        }
    }

    @Test
    void aRootMayItselfBeALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        Files.writeString(root.resolve("x.mp4"), "x");
        MediaSources byLink =
                MediaSources.of(
                        SourcePolicy.localFiles(List.of(link.toString())), TestingObjects.NONE);
        try (MediaSource source = byLink.open("file://" + link + "/x.mp4")) {
            assertThat(source.size()).isEqualTo(1);
        }
    }

    @Test
    void missingFilesFoldersAndDevices() throws Exception {
        assertRejected("file://" + root + "/nothing.mp4", "not_found");
        assertRejected("file://" + root + "/a%20b%25.mp4/below", "not_found");
        assertRejected("file://" + root + "/" + "n".repeat(300), "not_found");
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        assertRejected("file://" + root + "/loop", "not_found");
        assertRejected("file://" + Files.createDirectory(root.resolve("d")), "bad_uri");
        MediaSources everything =
                MediaSources.of(SourcePolicy.localFiles(List.of("/")), TestingObjects.NONE);
        assertThatThrownBy(() -> everything.open("file:///dev/zero"))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("bad_uri"));
    }

    @Test
    void anEmptyFileOpens() throws Exception {
        Path empty = Files.createFile(root.resolve("empty.mp4"));
        try (MediaSource source = sources.open(empty.toUri().toString())) {
            assertThat(source.size()).isZero();
            assertThat(source.read(0, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.mp4", "/data/a.mp4", "file:a.mp4", "file://host/a.mp4", ":x"})
    void urisThatAreNoneAreBad(String uri) {
        assertRejected(uri, "bad_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concat:/etc/passwd",
                "ftp://h/x",
                "data:video/mp4;base64,AAAA",
                "s3a://b/k",
                "jar:file:/x"
            })
    void schemesThatAreNotConfiguredAreForbidden(String uri) {
        assertRejected(uri, "forbidden_uri");
    }

    @Test
    void travelsWithTheJobGraph() throws Exception {
        MediaSources copy = copyOf(sources);
        Path file = Files.writeString(root.resolve("x.mp4"), "x");
        try (MediaSource source = copy.open(file.toUri().toString())) {
            assertThat(source.size()).isEqualTo(1);
        }
    }

    private static MediaSources copyOf(MediaSources original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (MediaSources) in.readObject();
        }
    }
}
