package io.zoetrope.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.objects.ObjectFiles;
import io.zoetrope.connectors.objects.ObjectSource;
import io.zoetrope.connectors.objects.TestingKeyFrames;
import io.zoetrope.connectors.parquet.TestingArchive;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.domain.store.FileStore;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.sources.MediaSources;
import io.zoetrope.sources.SourcePolicy;
import io.zoetrope.testing.s3.S3Bucket;
import io.zoetrope.testing.s3.S3Server;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that touches an object store, on a real S3 server, with both of Flink's file systems. */
class S3StoreITCase {
    @AutoClose private static S3Server server;
    private static S3Bucket objects;

    @TempDir Path downloads;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        objects = new S3Bucket(server);
    }

    @AfterEach
    void unload() {
        S3FileSystems.unload();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hadoop", "native"})
    void theArchiveIsReadBackAsItWasWritten(String plugin) throws Exception {
        Configuration configuration = S3FileSystems.load(plugin, server);
        TestingArchive.write("s3a://" + server.bucket() + "/" + plugin, configuration);
        assertThat(objects.keys(plugin + "/archive/"))
                .isNotEmpty()
                .allMatch(key -> key.matches(".*/part-[^/]*\\.parquet"));
        objects.download(plugin + "/archive/", downloads);
        TestingArchive.check(downloads.resolve(plugin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hadoop", "native"})
    void keyFramesAreStoredAndOverwritten(String plugin) throws Exception {
        S3FileSystems.load(plugin, server);
        String root = "s3a://" + server.bucket() + "/" + plugin;
        String path = Thumbnail.pathOf("v1", 1_234_000);
        TestingKeyFrames.store(root, new Thumbnail(path, new byte[] {1, 2, 3}, 1));
        TestingKeyFrames.store(root, new Thumbnail(path, new byte[] {4, 5}, 1));
        assertThat(objects.keys(plugin + "/keyframes/"))
                .containsExactly(plugin + "/keyframes/v1/0000001234.jpg");
        assertThat(objects.get(plugin + "/" + path)).containsExactly(4, 5);
    }

    /** As a segment for playback that is made a second time, and breaks off. */
    @ParameterizedTest
    @ValueSource(strings = {"hadoop", "native"})
    void whatIsGivenUpLeavesAloneWhatWasThere(String plugin) throws Exception {
        S3FileSystems.load(plugin, server);
        String root = "s3a://" + server.bucket() + "/hls-" + plugin;
        String key = "hls-" + plugin + "/hls/v1/7/000001.m4s";
        try (FileStore store = ObjectFiles.below(root).open()) {
            try (FileStore.NewFile file = store.create("hls/v1/7/000001.m4s")) {
                file.write(new byte[] {1, 2, 3}, 3);
                assertThat(objects.keys("hls-" + plugin + "/")).isEmpty();
                file.finish();
            }
            try (FileStore.NewFile file = store.create("hls/v1/7/000001.m4s")) {
                file.write(new byte[] {4}, 1);
            }
            assertThat(objects.get(key)).containsExactly(1, 2, 3);
            try (FileStore.NewFile file = store.create("hls/v1/7/000001.m4s")) {
                file.write(new byte[] {4, 5}, 2);
                file.finish();
            }
            assertThat(objects.get(key)).containsExactly(4, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hadoop", "native"})
    void keyFramesOfEarlierLivesAreRemoved(String plugin) throws Exception {
        S3FileSystems.load(plugin, server);
        String root = "s3a://" + server.bucket() + "/removal-" + plugin;
        for (int second = 0; second < 3; second++) {
            String path = Thumbnail.pathOf("v1", second * 1_000_000L);
            long generation = second == 1 ? 6 : 5;
            TestingKeyFrames.store(root, new Thumbnail(path, TestingKeyFrames.jpeg(), generation));
        }
        String prefix = "removal-" + plugin + "/keyframes/v1/";
        TestingKeyFrames.remove(root, new ThumbnailRemoval("v1", 6));
        assertThat(objects.keys(prefix)).containsExactly(prefix + "0000001000.jpg");
        TestingKeyFrames.remove(root, new ThumbnailRemoval("v1", 7));
        assertThat(pictures(prefix)).isZero();
    }

    private long pictures(String prefix) throws Exception {
        return objects.keys(prefix).stream().filter(key -> key.endsWith(".jpg")).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hadoop", "native"})
    void videosAreReadFromAnyPosition(String plugin) throws Exception {
        S3FileSystems.load(plugin, server);
        String root = "s3a://" + server.bucket() + "/" + plugin;
        byte[] bytes = new byte[1_000_000];
        new Random(3).nextBytes(bytes);
        TestingKeyFrames.store(root, new Thumbnail("videos/a.mp4", bytes, 1));

        MediaSources sources = MediaSources.of(SourcePolicy.DEFAULT, ObjectSource::open);
        try (MediaSource source = sources.open(root + "/videos/a.mp4")) {
            assertThat(source.size()).isEqualTo(bytes.length);
            assertThat(source.version()).startsWith("1000000-");
            for (int at : new int[] {0, 999_000, 500_000, 3}) {
                ByteBuffer into = ByteBuffer.allocateDirect(1000);
                while (into.hasRemaining()) {
                    assertThat(source.read(at + into.position(), into)).isPositive();
                }
                assertThat(into.flip())
                        .isEqualTo(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + 1000)));
            }
            assertThat(source.read(bytes.length, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThatThrownBy(() -> sources.open(root + "/videos/none.mp4"))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("not_found"));
        assertThatThrownBy(() -> sources.open(root + "/videos")).isInstanceOf(RejectedInput.class);
    }
}
