package io.zoetrope.jobs.buckets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.SourceOptions;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.testing.s3.S3Bucket;
import io.zoetrope.testing.s3.S3Server;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bucket's own notifications drive the job, over a real S3 server and each of Flink's S3 file
 * systems; key frames and the archive lie in the same bucket.
 */
class BucketEventsITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "in/two shots+more.mp4";
    private static final String OTHER = "in/other.mp4";

    @AutoClose private static S3Server server;
    private static S3Bucket bucket;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        bucket = new S3Bucket(server);
    }

    @AfterEach
    void unload() {
        S3Plugins.unload();
    }

    @ParameterizedTest
    @CsvSource({"hadoop, amazon", "native, minio"})
    void anUploadIsIndexedAndItsDeletionRemovesIt(String plugin, String sender) throws Exception {
        Configuration own = S3Plugins.load(plugin, server);
        own.set(SourceOptions.STORE_ROOT, "s3a://" + server.bucket() + "/" + plugin);
        try (IndexingRig rig = IndexingRig.start(folder, own)) {
            bucket.put(
                    KEY, TwoShots.make(rig.videos().resolve("a.mp4"), Color.RED, 3, Color.BLUE, 4));
            rig.send(BucketEvents.created(sender, server.bucket(), KEY, "0055AED6DCD90281E5"));

            String id = rig.await("a status", () -> idOf(rig, KEY), found -> !found.isEmpty());
            assertIndexed(rig, id);
            assertStored(rig, id, plugin + "/");

            assertStaysWhenAnOldVersionGoes(rig, sender, id);
            bucket.delete(KEY);
            rig.send(removal(sender, "0055AED6DCD90281E7"));
            rig.awaitGone(id);
            assertThat(rig.moments(id)).isEmpty();
            String pictures = plugin + "/keyframes/" + id + "/";
            rig.await("pictures to go", () -> bucket.keys(pictures), List::isEmpty);
            assertThat(rig.deadLetters("")).isEmpty();
            rig.assertNeverRestarted();
        }
    }

    /** The object is there, so the video stays; another one that is indexed after it shows it. */
    private static void assertStaysWhenAnOldVersionGoes(IndexingRig rig, String sender, String id)
            throws Exception {
        rig.send(BucketEvents.versionRemoved(sender, server.bucket(), KEY, "0055AED6DCD90281E6"));
        bucket.put(
                OTHER, TwoShots.make(rig.videos().resolve("b.mp4"), Color.RED, 1, Color.BLUE, 1));
        rig.send(BucketEvents.created(sender, server.bucket(), OTHER, "0055AED6DCD90281E5"));
        String other = rig.await("a status", () -> idOf(rig, OTHER), found -> !found.isEmpty());
        rig.awaitFinal(other);
        assertThat(rig.moments(id)).hasSize(2);
    }

    /** Amazon's names the version that went, so the job looks that nothing is left. */
    private static String removal(String sender, String sequencer) {
        return sender.equals("amazon")
                ? BucketEvents.versionRemoved(sender, server.bucket(), KEY, sequencer)
                : BucketEvents.removed(sender, server.bucket(), KEY, sequencer);
    }

    private static void assertIndexed(IndexingRig rig, String id) throws Exception {
        JsonNode video = rig.awaitFinal(id);
        assertThat(video.path("status").asText()).as("%s", video).isEqualTo("ready");
        assertThat(video.path("duration_ms").asInt()).isEqualTo(7000);
        assertThat(rig.moments(id))
                .extracting(moment -> moment.path("start_ms").asInt())
                .containsExactly(0, 3000);
        assertThat(rig.moments(id))
                .extracting(moment -> moment.path("uri").asText())
                .containsOnly(uri(KEY));
    }

    /** Key frames are JPEGs; archive files are whole: magic bytes at both ends. */
    private static void assertStored(IndexingRig rig, String id, String root) throws Exception {
        for (JsonNode moment : rig.moments(id)) {
            byte[] jpeg = bucket.get(root + moment.path("key_frame").asText());
            assertThat(jpeg).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
        }
        for (String kind : List.of("frames", "moments")) {
            List<String> files =
                    rig.await(
                            kind + " in the archive",
                            () -> bucket.keys(root + "archive/" + kind + "/"),
                            found -> !found.isEmpty());
            assertThat(files).allMatch(file -> file.matches(".*/part-[^/]*\\.parquet"));
            assertThat(bucket.get(files.get(0)))
                    .startsWith("PAR1".getBytes(UTF_8))
                    .endsWith("PAR1".getBytes(UTF_8));
        }
    }

    /** The id below which a status of an object came; empty while there is none. */
    private static String idOf(IndexingRig rig, String key) throws Exception {
        for (ConsumerRecord<byte[], byte[]> status : rig.all("video.status")) {
            if (JSON.readTree(status.value()).path("uri").asText().equals(uri(key))) {
                return new String(status.key(), UTF_8);
            }
        }
        return "";
    }

    private static String uri(String key) {
        return "s3a://" + server.bucket() + "/" + key;
    }
}
