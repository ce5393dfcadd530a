package io.zoetrope.operators.playback;

import static io.zoetrope.operators.playback.MadeTracks.of;
import static io.zoetrope.operators.playback.MadeTracks.picture;
import static io.zoetrope.operators.playback.MadeTracks.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Playlists of the renditions, as they are and as they grow. */
class PlaylistsTest {
    private static final long US = 1_000_000;

    @Test
    void durationsAddUpToTheLastMicrosecond() {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            // 180 pictures of 1001/30000 s.
            made.add(
                    PackagedSegment.made(
                            of(i, 7 * US),
                            i == 999,
                            List.of(picture(30_000, i * 180_180L, (i + 1) * 180_180L, 1000))));
        }
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        double sum =
                texts.get("7/source/media.m3u8")
                        .lines()
                        .filter(line -> line.startsWith("#EXTINF:"))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(8, line.length() - 1)))
                        .sum();
        assertThat(sum).isCloseTo(6006, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void picturesThatAreShownBeforeTheirKeyFrameDoNotMakeSegmentsLonger() {
        // Each key frame is preceded by two pictures that follow it in the file.
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            MadeTrack track = picture(25, Math.max(0, i * 150 - 2), (i + 1) * 150, 1000);
            made.add(PackagedSegment.made(of(i, 6 * US), i == 9, List.of(track)));
        }
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        assertThat(texts.get("7/source/media.m3u8").lines())
                .filteredOn(line -> line.startsWith("#EXTINF:"))
                .hasSize(10)
                .containsOnly("#EXTINF:6.000000,");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void theTargetIsOfWhatIsListedThoughASegmentIsEmpty() {
        MadeTrack nothing = picture(25, 0, 0, 0);
        List<PackagedSegment> made =
                List.of(
                        segment(0, 6, 1000, 100),
                        PackagedSegment.made(of(1, 6 * US), false, List.of(nothing)),
                        segment(2, 6, 1000, 100));
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        assertThat(texts.get("7/source/media.m3u8"))
                .contains("#EXT-X-TARGETDURATION:12\n", "#EXTINF:12.000000,\n000002.m4s");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void keyFramesAreListedByTheirBytes() {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PackagedSegment plain = segment(i, 6, 600_000, 60_000);
            MadeTrack picture = plain.tracks().get(0).withKeyBytes(30_000 + i);
            picture = i == 2 ? picture.withOwnHead() : picture;
            List<MadeTrack> tracks = List.of(picture, plain.tracks().get(1));
            made.add(PackagedSegment.made(of(i, 6 * US), i == 2, tracks));
        }
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        assertThat(texts.get("7/source/iframes.m3u8"))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-TARGETDURATION:6
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXT-X-PLAYLIST-TYPE:EVENT
                        #EXT-X-I-FRAMES-ONLY
                        #EXT-X-MAP:URI="init.mp4"
                        #EXTINF:6.000000,
                        #EXT-X-BYTERANGE:30000@0
                        000000.m4s
                        #EXTINF:6.000000,
                        #EXT-X-BYTERANGE:30001@0
                        000001.m4s
                        #EXT-X-DISCONTINUITY
                        #EXT-X-MAP:URI="000002.mp4"
                        #EXTINF:6.000000,
                        #EXT-X-BYTERANGE:30002@0
                        000002.m4s
                        #EXT-X-ENDLIST
                        """);
        assertThat(texts.get(PlaybackFiles.MASTER))
                .endsWith(
                        "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=40003,AVERAGE-BANDWIDTH=40002,"
                                + "CODECS=\"avc1.640028\",RESOLUTION=640x360,"
                                + "URI=\"7/source/iframes.m3u8\"\n");
        assertThat(texts).doesNotContainKey("7/sound/iframes.m3u8");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void transportStreamsNeedNoOtherFiles() {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<MadeTrack> tracks = new ArrayList<>(segment(i, 6, 1000, 100).tracks());
            tracks.set(0, tracks.get(0).withKeyBytes(940));
            Segment segment = of(i, 6 * US).forAnalysers(List.of("source", "ts"));
            made.add(PackagedSegment.made(segment, i == 2, tracks));
        }
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        assertThat(texts.get("7/source/media.m3u8"))
                .contains("#EXT-X-VERSION:3\n", "000001.ts\n")
                .doesNotContain("EXT-X-MAP", "m4s");
        assertThat(texts.get("7/source/iframes.m3u8"))
                .contains(
                        "#EXT-X-VERSION:5\n",
                        "#EXT-X-MAP:URI=\"000000.ts\",BYTERANGE=\"376@0\"\n#EXTINF",
                        "#EXT-X-BYTERANGE:564@376\n000001.ts\n")
                .containsOnlyOnce("EXT-X-MAP")
                .doesNotContain("m4s");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    @Test
    void codingThatChangesBreaksAllRenditionsAtOneSegment() {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            PackagedSegment plain = segment(i, 6, 1000, 100);
            boolean other = i == 2 || i == 3;
            List<MadeTrack> tracks =
                    List.of(
                            other ? plain.tracks().get(0).withOwnHead() : plain.tracks().get(0),
                            plain.tracks().get(1));
            made.add(PackagedSegment.made(of(i, 6 * US), i == 4, tracks));
        }
        Map<String, String> texts = Playlists.of(7, made, true, 0).texts(0);
        assertThat(lines(texts.get("7/source/media.m3u8")))
                .containsExactly(
                        "#EXT-X-MAP:URI=\"init.mp4\"",
                        "000000.m4s",
                        "000001.m4s",
                        "#EXT-X-DISCONTINUITY",
                        "#EXT-X-MAP:URI=\"000002.mp4\"",
                        "000002.m4s",
                        "000003.m4s",
                        "#EXT-X-DISCONTINUITY",
                        "#EXT-X-MAP:URI=\"init.mp4\"",
                        "000004.m4s");
        assertThat(lines(texts.get("7/sound/media.m3u8")))
                .containsExactly(
                        "#EXT-X-MAP:URI=\"init.mp4\"",
                        "000000.m4s",
                        "000001.m4s",
                        "#EXT-X-DISCONTINUITY",
                        "000002.m4s",
                        "000003.m4s",
                        "#EXT-X-DISCONTINUITY",
                        "000004.m4s");
        assertThat(HlsRules.problems(texts)).isEmpty();
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> line.matches("#EXT-X-(MAP|DISC).*|[0-9].*")).toList();
    }

    @Test
    void aPlaylistThatGrowsKeepsAllThatItHad() {
        List<PackagedSegment> made = new ArrayList<>();
        String before = "";
        int target = 0;
        for (int i = 0; i < 4; i++) {
            made.add(segment(i, i == 3 ? 5 : 6, 1000, 100));
            Playlists lists = Playlists.of(7, made, i == 3, target);
            target = lists.targetSeconds();
            String text = lists.texts(0).get("7/source/media.m3u8");
            assertThat(text).startsWith(before);
            before = text;
        }
        assertThat(before).contains("#EXT-X-PLAYLIST-TYPE:EVENT").endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void theTargetOfWhatIsEncodedLeavesRoomForItsLastPicture() {
        MadeTrack plain = picture((int) US, 0, 6 * US, 1000);
        MadeTrack encoded =
                new MadeTrack(
                        "720p",
                        plain.codec(),
                        640,
                        360,
                        plain.frameRate(),
                        (int) US,
                        0,
                        6 * US,
                        1000,
                        true);
        PackagedSegment made = PackagedSegment.made(of(0, 6_300_000), false, List.of(encoded));
        assertThat(Playlists.of(7, List.of(made), false, 0).targetSeconds()).isEqualTo(7);
    }
}
