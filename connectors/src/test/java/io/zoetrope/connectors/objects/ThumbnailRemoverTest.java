package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.picture.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailRemoverTest {
    @TempDir Path root;
    private TestingPictures pictures;

    @BeforeEach
    void pictures() {
        pictures = new TestingPictures(root);
    }

    @Test
    void takesThePicturesOfEarlierLivesAndNothingElse() throws Exception {
        pictures.store("v", 1, 0, 1, 2);
        pictures.store("w", 1, 0);
        pictures.store("v", 2, 1);

        assertThat(remover(0).remove(new ThumbnailRemoval("v", 2))).isEqualTo(2);

        assertThat(pictures.of("v")).containsExactly("0000001000.jpg");
        assertThat(pictures.of("w")).containsExactly("0000000000.jpg");
    }

    @Test
    void picturesOfObjectsGoToo() throws Exception {
        String path = Thumbnail.cropPathOf("v", 2_000_000, 3);
        TestingKeyFrames.store(
                root.toUri().toString(), new Thumbnail(path, TestingKeyFrames.jpeg(), 1));

        assertThat(remover(0).remove(new ThumbnailRemoval("v", 1))).isZero();
        assertThat(Files.exists(root.resolve(path))).isTrue();
        assertThat(remover(0).remove(new ThumbnailRemoval("v", 2))).isEqualTo(1);
        assertThat(Files.exists(root.resolve(path))).isFalse();
    }

    @Test
    void aRepeatedRemovalAndOneOfNothingChangeNothing() throws Exception {
        pictures.store("v", 1, 0, 1);
        ThumbnailRemover remover = remover(0);

        assertThat(remover.remove(new ThumbnailRemoval("none", 9))).isZero();
        assertThat(remover.remove(new ThumbnailRemoval("v", 2))).isEqualTo(2);
        pictures.store("v", 3, 5);
        assertThat(remover.remove(new ThumbnailRemoval("v", 2))).isZero();
        assertThat(pictures.of("v")).containsExactly("0000005000.jpg");
        assertThat(remover.remove(new ThumbnailRemoval("v", 4))).isEqualTo(1);

        assertThat(Files.exists(root.resolve("keyframes/v"))).isFalse();
    }

    @Test
    void saysThatTheStoreDidNotTakeIt() throws Exception {
        pictures.store("v", 1, 0, 1);
        ThumbnailRemover remover = remover(1);
        ThumbnailRemoval removal = new ThumbnailRemoval("v", 2);

        assertThatThrownBy(() -> remover.remove(removal)).isInstanceOf(IOException.class);
        assertThat(remover.remove(removal)).isEqualTo(2);
    }

    private ThumbnailRemover remover(int refusals) {
        return new ThumbnailRemover(
                new ObjectFolder(
                        new TestingFiles("/v/", refusals),
                        new org.apache.flink.core.fs.Path(root.toUri())));
    }
}
