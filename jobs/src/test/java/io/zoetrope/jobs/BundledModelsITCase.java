package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.models.packages.ModelCatalog;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as main puts it together, with the models that come with it. */
class BundledModelsITCase {
    @TempDir static Path folder;
    @AutoClose private static IndexingRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = IndexingRig.startWithBundledModels(folder);
    }

    @Test
    void writesMomentsInTheEncodersSpace() throws Exception {
        Path clip = TwoShots.make(rig.videos().resolve("two.mp4"), Color.RED, 2, Color.BLUE, 2);
        rig.send(IndexingRig.bare(clip));

        rig.awaitFinal(IndexingRig.videoId(clip));
        List<JsonNode> moments = rig.moments(IndexingRig.videoId(clip));
        int dimension =
                ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER).manifest().dimension();
        assertThat(moments).isNotEmpty();
        assertThat(moments)
                .allSatisfy(
                        moment -> {
                            assertThat(moment.path("model").asText())
                                    .isEqualTo(ModelCatalog.DEFAULT_ENCODER);
                            assertThat(moment.path("visual")).hasSize(dimension);
                        });
        rig.assertNeverRestarted();
    }

    @Test
    void indexesRealClips() throws Exception {
        Path videos = Path.of(System.getProperty("zoetrope.shared", ""), "media", "videos");
        assumeTrue(Files.isDirectory(videos), "no real clips in " + videos);
        for (String name :
                List.of("flower.webm", "androidx_bbb_2500ms.ts", "decord_video_90.mov")) {
            Path clip = IndexingRig.real(videos.resolve(name));
            rig.send(IndexingRig.bare(clip));
            JsonNode video = rig.awaitFinal(IndexingRig.videoId(clip));
            assertThat(video.path("status").asText()).as("%s", video).isEqualTo("ready");
            assertThat(rig.moments(IndexingRig.videoId(clip)))
                    .hasSize(video.path("moments").asInt())
                    .isNotEmpty();
        }
        rig.assertNeverRestarted();
    }
}
