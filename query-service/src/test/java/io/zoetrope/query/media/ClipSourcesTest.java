package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored of a video for playback, while more of it comes. */
class ClipSourcesTest {
    private static final String ID = "0123456789abcdef01234567";
    private static final String END = "#EXT-X-ENDLIST\n";

    @TempDir Path folder;
    private Path hls;

    @BeforeEach
    void aVideoWithSoundOfItsOwn() throws IOException {
        hls = folder.resolve("hls").resolve(VideoIds.key("t", ID));
        Files.createDirectories(hls.resolve("7/p360"));
        Files.createDirectories(hls.resolve("7/sound"));
        Files.writeString(
                hls.resolve("master.m3u8"),
                """
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="7/sound/media.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=100,AUDIO="a"
                7/p360/media.m3u8
                """);
    }

    private void list(String rendition, int segments, String end) throws IOException {
        StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n");
        for (int i = 0; i < segments; i++) {
            list.append("#EXTINF:6.0,\n00000").append(i).append(".m4s\n");
        }
        Files.writeString(hls.resolve("7/" + rendition + "/media.m3u8"), list + end);
    }

    private ClipSources.Found found() throws IOException {
        ClipSources sources =
                new ClipSources(
                        new LocalSources(QueryServiceOptions.of(Map.of()).media()),
                        Optional.of(new FilePictures(folder)));
        return sources.find("t", ID, "file:///nowhere.mp4", false).orElseThrow();
    }

    @Test
    void whatIsNotThereYetIsNotReached() throws IOException {
        list("p360", 3, "");
        list("sound", 3, "");
        assertThat(found().reaches(18_000, 60_000)).isTrue();
        assertThat(found().reaches(18_001, 60_000)).isFalse();
        // Behind the end of a video that is not there whole, and of one whose end is not known.
        assertThat(found().reaches(61_000, 60_000)).isFalse();
        assertThat(found().reaches(20_000, 0)).isFalse();
        assertThat(found().reaches(61_000, 17_000)).isTrue();
    }

    @Test
    void soundThatIsNotThereYetIsNotReachedEither() throws IOException {
        list("p360", 3, END);
        list("sound", 2, "");
        assertThat(found().reaches(12_000, 18_000)).isTrue();
        assertThat(found().reaches(12_001, 18_000)).isFalse();
    }

    @Test
    void whatIsCompleteIsReachedAndIsAnotherVersion() throws IOException {
        list("p360", 3, "");
        list("sound", 3, END);
        String before = found().version();
        list("p360", 3, END);
        assertThat(found().version()).isNotEqualTo(before);
        assertThat(found().reaches(61_000, 60_000)).isTrue();
        assertThat(found().reaches(61_000, 0)).isTrue();
    }
}
