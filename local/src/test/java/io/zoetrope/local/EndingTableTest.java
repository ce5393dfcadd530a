package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTableTest {
    private static final String MP4 = "mov,mp4,m4a,3gp,3g2,mj2";

    @Test
    void columnsAreAlignedAndReasonsShown() throws IOException {
        Ending ready =
                Ending.of(
                        video("a.mp4"),
                        state("ready", MP4, "h264", ""),
                        2,
                        Duration.ofMillis(1500),
                        Duration.ofMillis(400));
        Ending failed =
                Ending.of(
                        video("long-name.mp4"),
                        state("failed", MP4, "h264", "no_video"),
                        0,
                        null,
                        null);
        Ending lost = Ending.lost(video("b.mp4"));
        Ending removed = Ending.removed(video("c.mp4"));
        assertThat(EndingTable.lines(List.of(ready, failed, lost, removed)))
                .containsExactly(
                        "video          duration  moments  classes  searchable  playable  outcome",
                        "a.mp4             3.0 s        4        2       1.5 s     0.4 s  ready",
                        "long-name.mp4     3.0 s        4        0           -         -  failed: no_video",
                        "b.mp4                 -        -        0           -         -  never answered",
                        "c.mp4                 -        -        0           -         -  removed");
        assertThat(ready.good()).isTrue();
        assertThat(failed.good()).isTrue();
        assertThat(lost.good()).isFalse();
        assertThat(removed.good()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ready, 'mov,mp4,m4a,3gp,3g2,mj2', h264, true",
        "partial, 'mov,mp4,m4a,3gp,3g2,mj2', h264, true",
        "failed, 'mov,mp4,m4a,3gp,3g2,mj2', h264, false",
        "ready, avi, h264, false",
        "ready, 'mov,mp4,m4a,3gp,3g2,mj2', hevc, false"
    })
    void playableIsSaidOfWhatABrowserPlays(
            String state, String container, String codec, boolean playable) throws IOException {
        assertThat(state(state, container, codec, "").playable()).isEqualTo(playable);
    }

    @Test
    void aVideoThatNobodyLookedIntoIsNotPlayable() throws IOException {
        VideoState state = VideoState.of(new ObjectMapper().readTree("{\"status\": \"arrived\"}"));
        assertThat(state.media()).isNull();
        assertThat(state.playable()).isFalse();
    }

    private static GivenVideo video(String name) {
        return new GivenVideo(Path.of("/in", name), "file:///in/" + name, name);
    }

    /** As the job writes it. */
    private static VideoState state(String state, String container, String codec, String reason)
            throws IOException {
        return VideoState.of(
                new ObjectMapper()
                        .readTree(
                                """
                                {"status": "%s", "duration_ms": 3000, "container": "%s",
                                 "video_codec": "%s", "audio_codec": "aac", "moments": 4,
                                 "segments_done": 1, "segments_total": 1,
                                 "error": {"reason": "%s"}}
                                """
                                        .formatted(state, container, codec, reason)));
    }
}
