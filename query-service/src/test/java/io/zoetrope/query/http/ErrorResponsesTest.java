package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.Test;

class ErrorResponsesTest {
    /** A device of Linux on which there is never space. */
    private static final Path FULL = Path.of("/dev/full");

    @Test
    void aFullDiskIs507() {
        assumeTrue(Files.exists(FULL), FULL + " is a device of Linux");
        IOException full =
                catchThrowableOfType(
                        IOException.class,
                        () -> {
                            try (OutputStream out = Files.newOutputStream(FULL)) {
                                out.write(1);
                            }
                        });
        assertThat(ErrorResponses.error(full).status()).isEqualTo(507);
        assertThat(ErrorResponses.error(new IOException("copying", full)).status()).isEqualTo(507);
        assertThat(ErrorResponses.multipart(new ServletException(full)).status()).isEqualTo(507);
    }

    @Test
    void aFolderThatMayNotBeWrittenIs507() {
        assertThat(ErrorResponses.error(new AccessDeniedException("/uploads")).status())
                .isEqualTo(507);
    }

    @Test
    void aBodyThatTricklesIs408() {
        Exception slow = new IOException(new HttpException.RuntimeException(408, "too slow"));
        assertThat(ErrorResponses.error(slow).status()).isEqualTo(408);
        assertThat(ErrorResponses.multipart(new ServletException(slow)).status()).isEqualTo(408);
    }

    @Test
    void anythingElseIs500AndSaysNothingOfItself() {
        ApiError error = ErrorResponses.error(new IOException("/srv/secret exceeds"));
        assertThat(error.status()).isEqualTo(500);
        assertThat(error).message().doesNotContain("secret");
    }
}
