package io.zoetrope.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.SourceCutShort;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
    void aFileThatBecomesShorterHasChanged() throws Exception {
        Path file = root.resolve("a b%.mp4");
        try (MediaSource source = sources.open(file.toUri().toString())) {
            Files.writeString(file, "01234");
            assertThat(source.read(3, ByteBuffer.allocate(4))).isEqualTo(2);
            assertThatThrownBy(() -> source.read(5, ByteBuffer.allocate(4)))
                    .isInstanceOf(SourceCutShort.class)
                    .hasMessageContaining("ended at byte 5 of 10");
            assertThat(source.read(10, ByteBuffer.allocate(4))).isEqualTo(-1);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FILE:///data/a.mp4",
                "file:////data//a.mp4",
                "file:///data/%zz",
                "file:///data/%ff%fe",
                "file:///data/a%00.mp4",
                "file:///data/a\0.mp4",
                "file:///data/\ud800.mp4",
                "file://user@host/a.mp4",
                "file:///data/a b.mp4?x#y",
                "http://127.0.0.1:0/a",
                "http://127.0.0.1:/a",
                "http://[fe80::1%nothing]/a",
                "http://[fe80::1%25nothing]/a",
                "http://[::ffff:127.0.0.1]:99999/a",
                "http://127.0.0.1.:99999/a",
                "http://localhost:99999",
                "http://..:1/a",
                "http://\u2603/a",
                "http://127.0.0.1:1/\ud800",
                "https://127.0.0.1:1/%2e%2e/%zz",
                "s3a://bucket",
                "s3a:///key",
                "s3a:key",
                "S3A://buc_ket/key",
                "s3a://user:pass@bucket/key",
                "s3a://bucket:99999/a b%zz"
            })
    void noUriThrowsWhatWouldFailTheJob(String uri) {
        MediaSources everything =
                MediaSources.of(
                        SourcePolicy.DEFAULT
                                .withPrivateHosts(true)
                                .withSchemes(Set.of("file", "http", "https", "s3a"))
                                .withFileRoots(List.of("/")),
                        TestingObjects.NONE);
        assertThatThrownBy(() -> everything.open(uri))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(RejectedInput.class),
                        e -> assertThat(e).isInstanceOf(IOException.class));
    }

    static List<Arguments> whatStoresThrow() {
        return List.of(
                arguments(new IllegalArgumentException("no bucket's name"), RejectedInput.class),
                arguments(new NullPointerException("null uri host"), RejectedInput.class),
                arguments(new IllegalStateException("the pool is shut"), IOException.class));
    }

    @ParameterizedTest
    @MethodSource("whatStoresThrow")
    void aStoresOwnExceptionsAreAboutTheUriThatItWasAskedFor(
            RuntimeException thrown, Class<? extends Exception> told) {
        MediaSources failing =
                MediaSources.of(
                        SourcePolicy.DEFAULT,
                        (uri, policy) -> {
                            throw thrown;
                        });
        assertThatThrownBy(() -> failing.open("s3a://buc_ket/a.mp4"))
                .isInstanceOf(told)
                .hasMessageContaining("s3a://buc_ket/a.mp4")
                .hasMessageContaining(thrown.getMessage())
                .hasCause(thrown);
    }

    @Test
    void whatAStoresStreamThrowsIsAFailureOfThatStream() throws Exception {
        RuntimeException thrown = new IllegalStateException("the pool is shut");
        try (MediaSource source =
                MediaSources.of(SourcePolicy.DEFAULT, (uri, policy) -> new Failing(thrown))
                        .open("s3a://bucket/a.mp4")) {
            assertThat(source.size()).isEqualTo(10);
            assertThat(source.version()).isEqualTo("v1");
            assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3a://bucket/a.mp4")
                    .hasCause(thrown);
            assertThatThrownBy(() -> source.expect(0, 1))
                    .isInstanceOf(IOException.class)
                    .hasCause(thrown);
        }
    }

    private record Failing(RuntimeException thrown) implements MediaSource {
        @Override
        public long size() {
            return 10;
        }

        @Override
        public String version() {
            return "v1";
        }

        @Override
        public int read(long position, ByteBuffer into) {
            throw thrown;
        }

        @Override
        public void expect(long position, int bytes) {
            throw thrown;
        }

        @Override
        public void close() {}
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
