package io.zoetrope.query.http.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResponseTest {
    @TempDir Path folder;

    private record Closed() implements Content {
        @Override
        public long size() {
            return 3;
        }

        @Override
        public String etag() {
            return "\"closed\"";
        }

        @Override
        public boolean isReadable() {
            return false;
        }

        @Override
        public InputStream open(long from) throws IOException {
            throw new AccessDeniedException("/sources/a.mp4");
        }
    }

    private static void assertNotFound(Content content, boolean head) {
        assertThatThrownBy(() -> FileResponse.opened(content, 0, head))
                .isInstanceOfSatisfying(
                        ApiError.class,
                        error -> {
                            assertThat(error.status()).isEqualTo(404);
                            assertThat(error).message().doesNotContain("a.mp4");
                        });
    }

    @Test
    void whatMayNotBeReadOrWentMeanwhileIsNotThere() throws IOException {
        assertNotFound(new Closed(), false);
        assertNotFound(new Closed(), true);
        Path file = Files.write(folder.resolve("a.mp4"), new byte[] {1, 2, 3});
        Content content = FileContent.of(file);
        assertThat(FileResponse.opened(content, 0, true)).isEmpty();
        try (InputStream in = FileResponse.opened(content, 1, false).orElseThrow()) {
            assertThat(in.readAllBytes()).containsExactly(2, 3);
        }
        Files.delete(file);
        assertNotFound(content, false);
        assertNotFound(content, true);
    }
}
