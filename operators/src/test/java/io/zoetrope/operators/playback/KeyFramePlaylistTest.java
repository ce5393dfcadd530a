package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Rational;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Segments that do not begin with a key frame, among those that do. */
class KeyFramePlaylistTest {
    private static final long US = 1_000_000;
    private static final VideoRef VIDEO = new VideoRef("v", "", "", "file:///v.mp4", "1");

    /** Seconds of ten are the target, so that two segments of four fit. */
    @Test
    void aSegmentWithoutAKeyFrameIsLeftOut() {
        Map<String, String> texts = keyed("+-+", 10, 4, true);
        assertThat(texts.get("7/source/iframes.m3u8"))
                .contains("#EXTINF:8.000000,\n#EXT-X-BYTERANGE:500@0\n000000.m4s\n#EXTINF:4.000000")
                .doesNotContain("000001")
                .endsWith("000002.m4s\n#EXT-X-ENDLIST\n");
        assertThat(HlsRules.problems(texts)).isEmpty();
        texts = keyed("++-", 10, 4, true);
        assertThat(texts.get("7/source/iframes.m3u8"))
                .endsWith(
                        "#EXTINF:8.000000,\n#EXT-X-BYTERANGE:500@0\n000001.m4s\n#EXT-X-ENDLIST\n");
        assertThat(HlsRules.problems(texts)).isEmpty();
        assertThat(keyed("-++", 10, 4, true)).doesNotContainKey("7/source/iframes.m3u8");
    }

    @Test
    void aKeyFrameThatIsShownLongerThanTheTargetEndsThePlaylist() {
        Map<String, String> texts = keyed("++-+-", 6, 6, true);
        assertThat(texts.get("7/source/iframes.m3u8"))
                .contains("#EXT-X-TARGETDURATION:6\n")
                .doesNotContain("000001")
                .endsWith("000000.m4s\n#EXT-X-ENDLIST\n");
        assertThat(texts.get(PlaybackFiles.MASTER)).doesNotContain("I-FRAME");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    /** RFC 8216 §6.2.4: of matching content the discontinuities are counted alike. */
    @Test
    void breaksAreThoseOfAllRenditions() {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            MadeTrack picture = track(MadeTrack.COPIED, i, 6).withKeyBytes(i == 3 ? 0 : 500);
            MadeTrack sound = track(MadeTrack.SOUND, i, 6);
            // The sound is coded otherwise in 1, and from 3 to 4.
            sound = i == 1 || i == 3 || i == 4 ? sound.withOwnHead() : sound;
            Segment of = Segment.of(VIDEO, 7, i, Stretch.of(0, 1)).longest(12 * US);
            made.add(PackagedSegment.made(of, i == 5, List.of(picture, sound)));
        }
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        String before = "#EXT-X-DISCONTINUITY\n#EXTINF:";
        assertThat(texts.get("7/source/iframes.m3u8"))
                .contains(
                        before + "6.000000,\n#EXT-X-BYTERANGE:500@0\n000001.m4s\n",
                        before + "12.000000,\n#EXT-X-BYTERANGE:500@0\n000002.m4s\n",
                        before + "6.000000,\n#EXT-X-BYTERANGE:500@0\n000004.m4s\n",
                        before + "6.000000,\n#EXT-X-BYTERANGE:500@0\n000005.m4s\n")
                .containsOnlyOnce("EXT-X-MAP");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    /** Whoever has one open finds what was there, and comes to an end. */
    @Test
    void playlistsOfKeyFramesThatGrowKeepAllThatTheyHad() {
        String keys = "+++-++---+-+";
        Map<String, String> before = Map.of();
        for (int i = 1; i <= keys.length(); i++) {
            Map<String, String> texts = keyed(keys.substring(0, i), 6, 6, i == keys.length());
            before.forEach(
                    (path, text) -> {
                        if (path.contains("/iframes")) {
                            assertThat(texts.get(path)).startsWith(text);
                        }
                    });
            assertThat(HlsRules.problems(texts)).isEmpty();
            before = texts;
        }
        assertThat(before)
                .containsKeys("7/source/iframes.m3u8")
                .allSatisfy(
                        (path, text) ->
                                assertThat(
                                                path.equals(PlaybackFiles.MASTER)
                                                        || text.endsWith("#EXT-X-ENDLIST\n"))
                                        .isTrue());
    }

    /**
     * @param keys a plus for each segment that begins with a key frame
     */
    private static Map<String, String> keyed(
            String keys, int targetSeconds, int seconds, boolean complete) {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < keys.length(); i++) {
            MadeTrack track =
                    track(MadeTrack.COPIED, i, seconds)
                            .withKeyBytes(keys.charAt(i) == '+' ? 500 : 0);
            boolean last = complete && i == keys.length() - 1;
            Segment of = Segment.of(VIDEO, 7, i, Stretch.of(0, 1)).longest(targetSeconds * US);
            made.add(PackagedSegment.made(of, last, List.of(track)));
        }
        return Playlists.of(7, made, complete, 0).texts(0);
    }

    private static MadeTrack track(String name, int index, int seconds) {
        boolean sound = name.equals(MadeTrack.SOUND);
        long startUs = index * seconds * US;
        return new MadeTrack(
                name,
                sound ? "mp4a.40.2" : "avc1.640028",
                sound ? 0 : 640,
                sound ? 0 : 360,
                sound ? Rational.UNKNOWN : new Rational(25, 1),
                (int) US,
                startUs,
                startUs + seconds * US,
                1000,
                true);
    }
}
