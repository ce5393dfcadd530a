package io.zoetrope.testing.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3BucketITCase {
    @TempDir static Path folder;
    @AutoClose private static S3Server server;
    private static S3Bucket bucket;
    private static Path file;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start();
        bucket = new S3Bucket(server);
        file = Files.writeString(folder.resolve("file"), "hello");
    }

    @Test
    void keepsWhatItIsGiven() throws Exception {
        bucket.put("some/odd key+é.txt", file);
        bucket.put("some/other.txt", file);
        assertThat(bucket.keys("some/")).containsExactly("some/odd key+é.txt", "some/other.txt");
        bucket.download("some/odd", folder);
        assertThat(folder.resolve("some/odd key+é.txt")).hasContent("hello");
        bucket.delete("some/other.txt");
        assertThat(bucket.keys("some/")).containsExactly("some/odd key+é.txt");
        assertThatThrownBy(() -> bucket.get("some/other.txt"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP 404");
    }

    @Test
    void listsWhileObjectsComeAndGo() throws Exception {
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 150; i++) {
                                putAndDelete("moving/" + i % 5);
                            }
                        });
        while (!writer.isDone()) {
            assertThat(bucket.keys("moving/")).allMatch(key -> key.startsWith("moving/"));
        }
        writer.join();
        assertThat(bucket.keys("moving/")).isEmpty();
    }

    private static void putAndDelete(String key) {
        try {
            bucket.put(key, file);
            bucket.delete(key);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
