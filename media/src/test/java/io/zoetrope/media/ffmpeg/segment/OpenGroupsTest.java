package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.ffmpeg.clip.ReorderedFilm;
import io.zoetrope.media.ffmpeg.clip.ReorderedFilm.Keys;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of open groups, whose last picture is decoded behind the next key frame, segments lose none and
 * show none twice, whether they are made one after the other or each alone.
 */
class OpenGroupsTest {
    private static final int PICTURES = 175;
    private static final long PICTURE_US = 40_000;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "ts"})
    void copied(String extension) throws Exception {
        Path film = film(extension);
        List<SegmentRequest> requests = MadeSegments.atKeyFrames(film);
        MadeSegments made = made(film, requests);
        for (int i = 1; i < requests.size(); i++) {
            MadeTrack track = made.track(i, 0);
            // A player that begins here has to leave out what is shown before the key frame.
            assertThat(track.independent()).isFalse();
            assertThat(track.startUs())
                    .isCloseTo(requests.get(i).startUs() - PICTURE_US, within(2L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "ts"})
    void encoded(String extension) throws Exception {
        Path film = film(extension);
        List<SegmentRequest> requests =
                MadeSegments.atKeyFrames(film).stream()
                        .map(each -> each.as(List.of("64p"), Encoding.DEFAULT))
                        .toList();
        MadeSegments made = made(film, requests);
        for (int i = 0; i < requests.size(); i++) {
            MadeTrack track = made.track(i, 0);
            assertThat(track.independent()).isTrue();
            assertThat(track.startUs()).isCloseTo(requests.get(i).startUs(), within(2L));
        }
    }

    private Path film(String extension) {
        return ReorderedFilm.make(folder.resolve("film." + extension), Keys.OPEN, PICTURES);
    }

    private static MadeSegments made(Path film, List<SegmentRequest> requests) throws Exception {
        assertThat(requests).hasSize(4);
        MadeSegments made = MadeSegments.inOrder(film, requests);
        made.assertTouching(0);
        MadeSegments.Seen seen = made.seen(0);
        assertThat(seen.numbers()).isEqualTo(IntStream.range(0, PICTURES).boxed().toList());
        for (int i = 0; i < PICTURES; i++) {
            assertThat(seen.timesUs().get(i))
                    .as("picture " + i)
                    .isCloseTo(i * PICTURE_US, within(2L));
        }
        MadeSegments alone = MadeSegments.backwards(film, requests);
        assertThat(alone.reports).isEqualTo(made.reports);
        assertThat(alone.joined(0)).isEqualTo(made.joined(0));
        return made;
    }
}
