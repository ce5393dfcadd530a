package io.zoetrope.operators.playback;

import static io.zoetrope.operators.playback.MadeTracks.of;
import static io.zoetrope.operators.playback.MadeTracks.picture;
import static io.zoetrope.operators.playback.MadeTracks.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.playback.MadeTrack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The playlist that names the others. */
class MasterPlaylistTest {
    private static final long US = 1_000_000;

    @Test
    void theMasterNamesEveryRenditionWithItsMeasuredRates() {
        List<PackagedSegment> made =
                List.of(
                        segment(0, 6, 600_000, 60_000),
                        segment(1, 6, 300_000, 60_000),
                        segment(2, 3, 150_000, 30_000));
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        assertThat(texts.keySet())
                .containsExactly("7/source/media.m3u8", "7/sound/media.m3u8", PlaybackFiles.MASTER);
        // The first segment is the peak: 800 kbit/s and 80 of sound; on average 560 and 80.
        assertThat(texts.get(PlaybackFiles.MASTER))
                .contains(
                        "#EXT-X-INDEPENDENT-SEGMENTS",
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"Sound\",DEFAULT=YES,"
                                + "AUTOSELECT=YES,URI=\"7/sound/media.m3u8\"",
                        "#EXT-X-STREAM-INF:BANDWIDTH=880000,AVERAGE-BANDWIDTH=640000,"
                                + "CODECS=\"avc1.640028,mp4a.40.2\",RESOLUTION=640x360,"
                                + "FRAME-RATE=29.970,AUDIO=\"sound\"\n7/source/media.m3u8");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void saysNothingOfSoundThatIsNotThere() {
        MadeTrack silence =
                new MadeTrack("sound", "mp4a.40.2", 0, 0, Rational.UNKNOWN, 48_000, 0, 0, 0, true);
        PackagedSegment made =
                PackagedSegment.made(
                        of(0, 6 * US), true, List.of(picture(25, 0, 150, 1000), silence));
        Map<String, String> texts = Playlists.of(7, List.of(made), true, 0).texts(0);
        assertThat(texts.get(PlaybackFiles.MASTER)).doesNotContain("AUDIO");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void segmentsThatNeedOthersAreNotCalledIndependent() {
        MadeTrack open = picture(25, 0, 150, 1000);
        MadeTrack dependent =
                new MadeTrack(
                        open.name(),
                        open.codec(),
                        640,
                        360,
                        open.frameRate(),
                        25,
                        0,
                        150,
                        1000,
                        false);
        PackagedSegment made = PackagedSegment.made(of(0, 6 * US), true, List.of(dependent));
        assertThat(Playlists.of(7, List.of(made), true, 0).texts(0).values())
                .noneMatch(text -> text.contains("INDEPENDENT"));
    }
}
