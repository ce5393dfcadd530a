package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.picture.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailWriterTest {
    @TempDir Path root;

    @Test
    void storesEveryPictureBeforeACheckpointCompletes() throws Exception {
        Thumbnail[] images = new Thumbnail[300];
        for (int i = 0; i < images.length; i++) {
            images[i] =
                    new Thumbnail(Thumbnail.pathOf("v", i * 1_000_000L), new byte[] {(byte) i}, 1);
        }
        TestingKeyFrames.store(root.toUri().toString(), images);
        for (int i = 0; i < images.length; i++) {
            assertThat(Files.readAllBytes(root.resolve(images[i].path())))
                    .containsExactly((byte) i);
        }
    }

    @Test
    void aReplayOverwritesAndLeavesNothingBeside() throws Exception {
        String path = Thumbnail.pathOf("v", 5_000_000);
        TestingKeyFrames.store(root.toString(), new Thumbnail(path, new byte[] {1, 2, 3}, 1));
        TestingKeyFrames.store(root.toString(), new Thumbnail(path, new byte[] {9}, 1));
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            List<Path> all = files.toList();
            assertThat(all).containsExactly(root.resolve(path));
            assertThat(Files.readAllBytes(all.get(0))).containsExactly(9);
        }
    }

    @Test
    void aStoreThatIsAwayHoldsTheStreamUntilItIsBack() throws Exception {
        TestingFiles files = TestingFiles.refusingWrites(7);
        Thumbnail image = new Thumbnail("keyframes/v/1.jpg", new byte[] {5}, 1);
        try (ThumbnailWriter writer = TestingKeyFrames.open(files, root)) {
            writer.write(image, null);
            writer.flush(false);
        }
        assertThat(Files.readAllBytes(root.resolve(image.path()))).containsExactly(5);
        assertThat(files.refusalsLeft()).isNegative();
    }

    @Test
    void anErrorOnAThreadOfTheSinkFailsTheCheckpoint() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("no room");
        try (ThumbnailWriter writer = TestingKeyFrames.open(FailingFiles.with(error), root)) {
            writer.write(new Thumbnail("keyframes/v/1.jpg", new byte[1], 1), null);
            assertThatThrownBy(() -> writer.flush(false))
                    .isInstanceOf(IOException.class)
                    .hasRootCause(error);
            assertThatThrownBy(
                            () ->
                                    writer.write(
                                            new Thumbnail("keyframes/v/2.jpg", new byte[1], 1),
                                            null))
                    .hasRootCause(error);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "keyframes/v/0000000001.jpg, keyframes/v/0000000001.jpg",
        "keyframes/../../etc/x.jpg, keyframes/_/_/etc/x.jpg",
        "/etc/x.jpg, _/etc/x.jpg",
        "keyframes/a b:c/x.jpg, keyframes/a_b_c/x.jpg",
        "keyframes//x.jpg, keyframes/_/x.jpg"
    })
    void pathsStayBelowTheRoot(String path, String safe) {
        assertThat(ObjectFolder.safe(path)).isEqualTo(safe);
    }
}
