package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.VideoIds;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job: what is sent to Kafka is found in OpenSearch. */
class IndexVideosITCase {
    private static final String[] DELETED = {
        "ce_specversion", "1.0", "ce_type", "zoetrope.video.deleted.v1"
    };

    @TempDir static Path folder;
    @AutoClose private static IndexingRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = IndexingRig.start(folder);
    }

    @AfterEach
    void neverRestarted() throws Exception {
        rig.assertNeverRestarted();
    }

    @Test
    void aVideoBecomesSearchableMoments() throws Exception {
        Path clip = clip("two-shots.mp4", Color.RED, 3, Color.BLUE, 4);

        rig.send(
                "{\"uri\":\"%s\",\"title\":\"Two shots\",\"collection\":\"c\",\"metadata\":{\"k\":1}}"
                        .formatted(clip.toUri()));

        JsonNode video = rig.awaitFinal(IndexingRig.videoId(clip));
        assertThat(video.path("status").asText()).isEqualTo("ready");
        assertThat(video.path("title").asText()).isEqualTo("Two shots");
        assertThat(video.path("duration_ms").asInt()).isEqualTo(7000);
        List<JsonNode> moments = rig.moments(IndexingRig.videoId(clip));
        assertThat(moments).extracting(m -> m.path("start_ms").asInt()).containsExactly(0, 3000);
        assertThat(moments).extracting(m -> m.path("end_ms").asInt()).containsExactly(3000, 7000);
        assertThat(moments).extracting(m -> m.path("shot").asInt()).containsExactly(0, 1);
        assertThat(rig.store().resolve(moments.get(1).path("key_frame").asText())).isNotEmptyFile();
        assertThat(video.path("moments").asInt()).isEqualTo(2);
        assertThat(video.path("shots").asInt()).isEqualTo(2);
        assertThat(rig.shots(IndexingRig.videoId(clip)))
                .extracting(
                        s -> s.path("shot").asInt(),
                        s -> s.path("start_ms").asInt(),
                        s -> s.path("end_ms").asInt(),
                        s -> s.path("transition").asText())
                .containsExactly(tuple(0, 0, 3000, "cut"), tuple(1, 3000, 7000, "cut"));
    }

    @Test
    void everyFormOfArrivalIsTaken() throws Exception {
        String type = "zoetrope.video.arrived.v1";
        Path binary = clip("binary.mp4", Color.GREEN, 1, Color.RED, 1);
        Path structured = clip("structured.mp4", Color.GREEN, 1, Color.RED, 1);
        Path first = clip("list 1.mp4", Color.GREEN, 1, Color.RED, 1);
        Path second = clip("list-2.mp4", Color.GREEN, 1, Color.RED, 1);

        rig.send(IndexingRig.bare(binary), "ce_specversion", "1.0", "ce_type", type);
        rig.send(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"%s\",\"data\":%s}"
                        .formatted(type, IndexingRig.bare(structured)));
        rig.send(
                "{\"videos\":[%s,%s,{\"uri\":\"listed-without-scheme\"}]}"
                        .formatted(IndexingRig.bare(first), IndexingRig.bare(second)));
        rig.send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}");
        rig.send(
                "{\"Records\":[{\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"no+plugin.mp4\"}}}]}");

        for (Path clip : List.of(binary, structured, first, second)) {
            JsonNode video = rig.awaitFinal(IndexingRig.videoId(clip));
            assertThat(video.path("status").asText()).isEqualTo("ready");
            assertThat(rig.moments(IndexingRig.videoId(clip))).hasSize(2);
        }
        assertThat(rig.awaitDeadLetters("listed-without-scheme", 1))
                .extracting(letter -> letter.path("reason").asText())
                .containsExactly("bad_uri");
        assertThat(rig.awaitDeadLetters("no+plugin.mp4", 1))
                .extracting(letter -> letter.path("video").path("uri").asText())
                .containsExactly("s3a://b/no plugin.mp4");
        assertThat(rig.deadLetters("s3:TestEvent")).isEmpty();
    }

    @Test
    void theSameArrivalTwiceChangesNothing() throws Exception {
        Path clip = clip("twice.mp4", Color.WHITE, 2, Color.GREEN, 2);
        rig.send(IndexingRig.bare(clip));
        JsonNode once = rig.awaitFinal(IndexingRig.videoId(clip));
        List<JsonNode> moments = rig.moments(IndexingRig.videoId(clip));

        rig.send(IndexingRig.bare(clip));
        Path marker = clip("after-twice.mp4", Color.WHITE, 1, Color.GREEN, 1);
        rig.send(IndexingRig.bare(marker));
        rig.awaitFinal(IndexingRig.videoId(marker));

        assertThat(rig.awaitFinal(IndexingRig.videoId(clip))).isEqualTo(once);
        assertThat(rig.moments(IndexingRig.videoId(clip))).isEqualTo(moments).hasSize(2);
    }

    @Test
    void aNewVersionReplacesTheOldAndADeletionRemovesIt() throws Exception {
        Path clip = clip("versions.mp4", Color.RED, 2, Color.BLUE, 2);
        String old = IndexingRig.videoId(clip);
        rig.send(IndexingRig.bare(clip));
        rig.awaitFinal(old);

        clip("versions.mp4", Color.GREEN, 1, Color.YELLOW, 5);
        String replaced = IndexingRig.videoId(clip);
        assertThat(replaced).isNotEqualTo(old);
        rig.await("pictures", () -> rig.pictures(old), names -> names.size() == 4);
        rig.send(IndexingRig.bare(clip));
        rig.awaitFinal(replaced);
        rig.awaitGone(old);
        assertThat(rig.moments(old)).isEmpty();
        assertThat(rig.moments(replaced)).hasSize(2);
        rig.await("old pictures to go", () -> rig.pictures(old), List::isEmpty);
        assertThat(rig.pictures(replaced)).isNotEmpty();

        rig.send(IndexingRig.bare(clip), DELETED);
        rig.awaitGone(replaced);
        assertThat(rig.moments(replaced)).isEmpty();
        rig.await("all pictures to go", () -> rig.pictures(replaced), List::isEmpty);
    }

    @Test
    void anIdThatComesBackLosesItsOldPicturesAndKeepsItsNewOnes() throws Exception {
        Path clip = clip("back.mp4", Color.RED, 2, Color.BLUE, 2);
        String id = IndexingRig.videoId(clip);
        rig.send(IndexingRig.bare(clip));
        rig.awaitFinal(id);
        rig.await("pictures", () -> rig.pictures(id), names -> names.size() == 4);

        rig.send("{\"uri\":\"%s\",\"limit_seconds\":2}".formatted(clip.toUri()));
        List<String> limited = List.of("0000000000.jpg", "0000001000.jpg");
        rig.await("the first two seconds' pictures", () -> rig.pictures(id), limited::equals);
        Path marker = clip("after-back.mp4", Color.WHITE, 1, Color.GREEN, 1);
        rig.send(IndexingRig.bare(marker));
        rig.awaitFinal(IndexingRig.videoId(marker));
        assertThat(rig.pictures(id)).isEqualTo(limited);
        assertThat(rig.awaitFinal(id).path("status").asText()).isEqualTo("ready");
        assertThat(rig.moments(id))
                .extracting(moment -> moment.path("end_ms").asInt())
                .containsExactly(2000);
    }

    @Test
    void tenantsThatGaveTheSameIdKeepTheirOwnVideos() throws Exception {
        Path ours = clip("ours.mp4", Color.RED, 2, Color.BLUE, 2);
        Path theirs = clip("theirs.mp4", Color.GREEN, 1, Color.WHITE, 5);
        String ourKey = VideoIds.key("ours", "shared");
        String theirKey = VideoIds.key("theirs", "shared");
        rig.send(shared(ours, "ours"));
        rig.send(shared(theirs, "theirs"));

        assertThat(rig.awaitFinal(ourKey).path("duration_ms").asInt()).isEqualTo(4000);
        assertThat(rig.awaitFinal(theirKey).path("duration_ms").asInt()).isEqualTo(6000);
        assertThat(rig.moments("shared"))
                .extracting(moment -> moment.path("tenant").asText())
                .containsExactlyInAnyOrder("ours", "ours", "theirs", "theirs");

        rig.send(shared(theirs, "theirs"), DELETED);
        rig.awaitGone(theirKey);
        assertThat(rig.awaitFinal(ourKey).path("status").asText()).isEqualTo("ready");
        assertThat(rig.moments("shared"))
                .hasSize(2)
                .allMatch(moment -> moment.path("tenant").asText().equals("ours"))
                .allMatch(
                        moment ->
                                Files.exists(
                                        rig.store().resolve(moment.path("key_frame").asText())));
    }

    @Test
    void anIdThatAnEventGaveStaysWithItsUri() throws Exception {
        Path clip = clip("posted.mp4", Color.RED, 2, Color.BLUE, 2);
        rig.send("{\"uri\":\"%s\",\"video_id\":\"posted-1\"}".formatted(clip.toUri()));
        rig.awaitFinal("posted-1");

        clip("posted.mp4", Color.GREEN, 1, Color.YELLOW, 5);
        rig.send(IndexingRig.bare(clip));

        rig.await(
                "the new version of posted-1",
                () -> rig.awaitFinal("posted-1"),
                video -> video.path("duration_ms").asInt() == 6000);
        assertThat(rig.moments("posted-1"))
                .extracting(moment -> moment.path("end_ms").asInt())
                .containsExactly(1000, 6000);
        assertThat(rig.get("/videos/_doc/" + IndexingRig.videoId(clip)).path("found").asBoolean())
                .isFalse();
    }

    @Test
    void limitsOfAnArrivalAreHonoured() throws Exception {
        Path clip = clip("limited.mp4", Color.RED, 4, Color.BLUE, 8);

        rig.send(
                "{\"uri\":\"%s\",\"limit_seconds\":6,\"segment_seconds\":2}"
                        .formatted(clip.toUri()));

        JsonNode video = rig.awaitFinal(IndexingRig.videoId(clip));
        assertThat(video.path("segments_total").asInt()).isEqualTo(3);
        assertThat(rig.moments(IndexingRig.videoId(clip)))
                .extracting(moment -> moment.path("end_ms").asInt())
                .containsExactly(4000, 6000);
    }

    @Test
    void theArchiveHoldsFramesMomentsAndShots() throws Exception {
        Path clip = clip("archived.mp4", Color.RED, 2, Color.BLUE, 2);
        rig.send(IndexingRig.bare(clip));
        rig.awaitFinal(IndexingRig.videoId(clip));

        for (String kind : List.of("frames", "moments", "shots")) {
            Path below = rig.store().resolve("archive").resolve(kind);
            assertThat(rig.await(kind + " in the archive", () -> hasArchive(below), b -> b))
                    .isTrue();
        }
    }

    private static String shared(Path video, String tenant) {
        return "{\"uri\":\"%s\",\"video_id\":\"shared\",\"tenant\":\"%s\"}"
                .formatted(video.toUri(), tenant);
    }

    private static Path clip(String name, Color first, int firstS, Color then, int thenS) {
        return TwoShots.make(rig.videos().resolve(name), first, firstS, then, thenS);
    }

    private static boolean hasArchive(Path below) throws Exception {
        if (!Files.exists(below)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("part-.*parquet"));
        }
    }
}
