package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.Waiting;
import io.zoetrope.domain.Thumbnail;
import io.zoetrope.domain.ThumbnailRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailRemoverTest {
    private static final String REMOVED = "key_frames_removed";
    private static final String RETRIES = "key_frames_removal_retries";
    private static final String FAILED = "key_frames_removals_failed";
    private static final int ATTEMPTS = 4;

    @TempDir Path root;
    private final TestingCounters counters = new TestingCounters();
    private ThumbnailRemover remover;

    @AfterEach
    void close() {
        remover.close();
    }

    @Test
    void takesThePicturesOfEarlierLivesAndNothingElse() throws Exception {
        store("v", 1, 0, 1, 2);
        store("w", 1, 0);
        store("v", 2, 1);
        open(new TestingFiles("", 0));

        remove(new ThumbnailRemoval("v", 2));
        Waiting.until(() -> counters.count(REMOVED) == 2);

        assertThat(pictures("v")).containsExactly("0000001000.jpg");
        assertThat(pictures("w")).containsExactly("0000000000.jpg");
    }

    @Test
    void aRepeatedRemovalAndOneOfNothingChangeNothing() throws Exception {
        store("v", 1, 0, 1);
        store("w", 1, 0);
        open(new TestingFiles("", 0));

        remove(new ThumbnailRemoval("none", 9), new ThumbnailRemoval("v", 2));
        Waiting.until(() -> !Files.exists(root.resolve("keyframes/v")));
        store("v", 3, 5);
        remove(new ThumbnailRemoval("v", 2), new ThumbnailRemoval("w", 2));
        Waiting.until(() -> !Files.exists(root.resolve("keyframes/w")));
        assertThat(pictures("v")).containsExactly("0000005000.jpg");
        remove(new ThumbnailRemoval("v", 4));
        Waiting.until(() -> !Files.exists(root.resolve("keyframes/v")));

        assertThat(counters.count(REMOVED)).isEqualTo(4);
        assertThat(counters.count(RETRIES)).isZero();
        assertThat(counters.count(FAILED)).isZero();
    }

    @Test
    void triesAgainWhereTheStoreDoesNotAnswer() throws Exception {
        store("v", 1, 0, 1);
        open(new TestingFiles("/v/", ATTEMPTS - 1));

        remove(new ThumbnailRemoval("v", 2));
        Waiting.until(() -> !Files.exists(root.resolve("keyframes/v")));

        assertThat(counters.count(RETRIES)).isEqualTo(ATTEMPTS - 1);
        assertThat(counters.count(FAILED)).isZero();
    }

    @Test
    void countsWhatItGivesUpAndGoesOn() throws Exception {
        store("bad", 1, 0);
        store("good", 1, 0);
        open(new TestingFiles("/bad/", Integer.MAX_VALUE));

        remove(new ThumbnailRemoval("bad", 2), new ThumbnailRemoval("good", 2));
        Waiting.until(() -> counters.count(FAILED) == 1);
        Waiting.until(() -> !Files.exists(root.resolve("keyframes/good")));

        assertThat(counters.count(RETRIES)).isEqualTo(ATTEMPTS - 1);
        assertThat(pictures("bad")).hasSize(1);
    }

    @Test
    void removalsOutliveARestart() throws Exception {
        open(new TestingFiles("", 0));
        ThumbnailRemovalSerializer serializer = new ThumbnailRemovalSerializer();
        ThumbnailRemoval removal = new ThumbnailRemoval("0123456789abcdef01234567.film", 42);

        byte[] bytes = serializer.serialize(removal);

        assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(removal);
        assertThatThrownBy(() -> serializer.deserialize(99, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }

    private void open(FileSystem files) {
        ObjectFolder folder =
                new ObjectFolder(files, new org.apache.flink.core.fs.Path(root.toUri()));
        remover = new ThumbnailRemover(folder, counters, ATTEMPTS, 1);
    }

    private void remove(ThumbnailRemoval... removals) {
        remover.commit(TestingKeyFrames.requests(removals));
    }

    private void store(String videoKey, long generation, int... seconds) throws Exception {
        for (int second : seconds) {
            String path = Thumbnail.pathOf(videoKey, second * 1_000_000L);
            TestingKeyFrames.store(
                    root.toUri().toString(),
                    new Thumbnail(path, TestingKeyFrames.jpeg(), generation));
        }
    }

    private List<String> pictures(String videoKey) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(Thumbnail.folderOf(videoKey)))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
