package io.zoetrope.jobs.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.jobs.IndexingRig;
import java.nio.file.Path;
import java.util.List;

/** How videos ended that came to a rig. */
final class Endings {
    private final IndexingRig rig;

    Endings(IndexingRig rig) {
        this.rig = rig;
    }

    /**
     * Each is final; what is not ready has a reason and is a dead letter; what did not fail has
     * moments.
     *
     * @return how many failed
     */
    int assertAllEnded(List<Path> files) throws Exception {
        int failed = 0;
        int notReady = 0;
        for (Path file : files) {
            JsonNode video = rig.awaitFinal(IndexingRig.videoId(file));
            boolean hasFailed = video.path("status").asText().equals("failed");
            failed += hasFailed ? 1 : 0;
            if (!isReady(video)) {
                notReady++;
                assertThat(video.path("error").path("detail").asText()).hasSizeGreaterThan(15);
            }
            assertThat(rig.moments(IndexingRig.videoId(file)).isEmpty())
                    .as("%s", video)
                    .isEqualTo(hasFailed);
        }
        List<JsonNode> letters = rig.awaitIndexingLetters("", notReady);
        for (Path file : files) {
            String id = IndexingRig.videoId(file);
            assertThat(letters.stream().filter(l -> isAbout(l, id)))
                    .as("dead letters of %s", file)
                    .hasSize(isReady(rig.awaitFinal(id)) ? 0 : 1);
        }
        return failed;
    }

    private static boolean isReady(JsonNode video) {
        return video.path("status").asText().equals("ready");
    }

    /** With one letter, and without moments. */
    void assertFailed(String videoId, String mark, String reason) throws Exception {
        JsonNode video = rig.awaitFinal(videoId);
        assertThat(video.path("status").asText()).isEqualTo("failed");
        assertThat(video.path("error").path("reason").asText()).isEqualTo(reason);
        List<JsonNode> letters = rig.awaitIndexingLetters(mark, 1);
        assertThat(letters.stream().filter(letter -> isAbout(letter, videoId)))
                .singleElement()
                .extracting(letter -> letter.path("reason").asText())
                .isEqualTo(reason);
        assertThat(rig.moments(videoId)).isEmpty();
    }

    private static boolean isAbout(JsonNode letter, String videoId) {
        return letter.path("video").path("video_id").asText().equals(videoId);
    }
}
