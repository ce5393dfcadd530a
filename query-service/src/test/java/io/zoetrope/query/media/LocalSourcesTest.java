package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSourcesTest {
    @TempDir Path folder;
    private LocalSources sources;
    private Path clip;

    @BeforeEach
    void files() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        clip = Files.writeString(root.resolve("a b.mp4"), "clip");
        Files.writeString(folder.resolve("rooted.mp4"), "outside");
        sources =
                new LocalSources(
                        QueryServiceOptions.of(Map.of(QueryOption.SOURCE_ROOTS, root.toString()))
                                .media());
    }

    @Test
    void opensWhatLiesBelowARoot() throws IOException {
        assertThat(sources.open("t", clip.toUri().toString())).contains(clip.toRealPath());
        assertThat(sources.allows(clip.toUri().toString())).isTrue();
    }

    @Test
    void opensNothingElse() throws IOException {
        Path outside = folder.resolve("rooted.mp4");
        Path link = Files.createSymbolicLink(folder.resolve("root/link.mp4"), outside);
        for (String uri :
                new String[] {
                    outside.toUri().toString(),
                    link.toUri().toString(),
                    folder.resolve("root").toUri() + "../rooted.mp4",
                    folder.resolve("root").toUri() + "%2e%2e/rooted.mp4",
                    folder.resolve("root").toUri().toString(),
                    clip.toString(),
                    "file://server" + clip,
                    "http://127.0.0.1" + clip,
                    "file:///%00",
                    "file:",
                    ""
                }) {
            assertThat(sources.open("t", uri)).as(uri).isEmpty();
        }
    }

    @Test
    void aRootMayBeAFile() throws IOException {
        LocalSources single =
                new LocalSources(
                        QueryServiceOptions.of(Map.of(QueryOption.SOURCE_ROOTS, clip.toString()))
                                .media());
        assertThat(single.open("t", clip.toUri().toString())).contains(clip.toRealPath());
    }

    @Test
    void ofUploadsATenantOpensItsOwn() throws IOException {
        Path uploads = Files.createDirectories(folder.resolve("root/up"));
        Path upload =
                Files.writeString(
                        Files.createDirectories(uploads.resolve("tenant-t/1")).resolve("a.mp4"),
                        "upload");
        Path link = Files.createSymbolicLink(folder.resolve("root/alias.mp4"), upload);
        LocalSources both =
                new LocalSources(
                        QueryServiceOptions.of(
                                        Map.of(
                                                QueryOption.SOURCE_ROOTS,
                                                folder.resolve("root").toString(),
                                                QueryOption.UPLOAD_DIR,
                                                uploads.toString()))
                                .media());
        for (Path path : new Path[] {upload, link}) {
            String uri = path.toUri().toString();
            assertThat(both.open("t", uri)).contains(upload.toRealPath());
            assertThat(both.open("other", uri)).isEmpty();
        }
    }
}
