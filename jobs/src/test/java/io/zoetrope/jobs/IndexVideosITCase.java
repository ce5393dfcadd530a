package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job: what is sent to Kafka is found in OpenSearch. */
class IndexVideosITCase {
    private static final int RATE = 10;

    @TempDir static Path folder;
    private static IndexingRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = IndexingRig.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
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
    }

    private static Path clip(String name, Color first, int firstS, Color then, int thenS) {
        return ClipMaker.make(
                        rig.videos().resolve(name),
                        ClipOptions.h264(160, 120, RATE),
                        List.of(
                                new Shot("first", (c, f, s) -> fill(c, first), firstS * RATE),
                                new Shot("then", (c, f, s) -> fill(c, then), thenS * RATE)))
                .file();
    }

    private static void fill(java.awt.image.BufferedImage canvas, Color colour) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        graphics.dispose();
    }

    static boolean hasArchive(Path below) throws Exception {
        try (Stream<Path> files = Files.walk(below)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("part-.*parquet"));
        }
    }
}
