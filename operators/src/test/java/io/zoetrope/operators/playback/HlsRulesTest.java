package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.playback.MadeTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule that playlists are held to is broken once, and said to be; {@code docs/playback.md}
 * lists them all.
 */
class HlsRulesTest {
    private static final long US = 1_000_000;
    private static final Path RULES =
            Path.of("src/test/java/io/zoetrope/operators/playback/HlsRules.java");
    private static final Pattern RULE =
            Pattern.compile("\"((?:\\d[\\d.]*|authoring [\\d.]+): [^\"]+)\"");

    /** A rule, what breaks it: in which text, what is found there, and what takes its place. */
    private static final String CASES =
            """
            6.2.4: all playlists have one target duration;S;DURATION:6;DURATION:7
            4.3.1.1: EXTM3U is the first line;S;^#EXTM3U\\n;''
            4.3.1.1: EXTM3U is the first line;M;^#EXTM3U\\n;''
            4.1: a master playlist lists no segments;M;#EXT-X-START.*;#EXTINF:6.000000,
            4.3.4.1: EXT-X-MEDIA says type, group and name;M;,NAME="Sound";''
            4.3.4.3: CODECS of key frames;M;(I-FRAME.*)avc1;$1vp09
            4.3.4.3: key frames have no sound;M;(I-FRAME.*640028);$1,mp4a.40.2
            authoring 9.11: RESOLUTION;M;,RESOLUTION=640x360;''
            authoring 9.14: both bandwidths are declared;M;,AVERAGE-BANDWIDTH=\\d+;''
            4.3.4.2: the peak is not below the average;M;F:BANDWIDTH=\\d+;F:BANDWIDTH=1
            4.3.3.6: key frames alone;I;#EXT-X-I-FRAMES-ONLY\\n;''
            7: key frames alone and byte ranges need version 4;I;VERSION:7;VERSION:3
            4.3.2.2: each key frame has its bytes;I;#EXT-X-BYTERANGE.*\\n;''
            4.3.3.6: key frames say what comes first;I;#EXT-X-MAP.*\\n;''
            7: EXT-X-MAP among key frames alone needs version 5;I;VERSION:7;VERSION:4
            4.3.3.6: what EXT-X-MAP names is in no range;TS;@376\\n;@0\\n
            4.3.3.4: key frames end where the segments do;I;#EXT-X-ENDLIST\\n;''
            4.3.3.6: a key frame is shown until the next;I;EXTINF:6;EXTINF:5
            4.3.4.2: CODECS on every variant;M;(X-STREAM-INF.*)avc1;$1hvc1
            authoring 9.15: FRAME-RATE;M;,FRAME-RATE=29.970;''
            4.3.4.2: the group of sound is there;M;AUDIO="sound";AUDIO="other"
            4.3.4.2: CODECS names the sound too;M;,mp4a.40.2;''
            4.3.4.2: what a master playlist names is there;A;(?s).*;''
            4.3.2.5: fragments of MP4 need EXT-X-MAP;S;#EXT-X-MAP.*\\n;''
            7: EXT-X-MAP needs version 6;S;VERSION:7;VERSION:5
            7: durations with a point need version 3;S;VERSION:7;VERSION:2
            4.3.3.5: a playlist that grows is an EVENT;S;#EXT-X-(PLAYLIST-TYPE:EVENT|ENDLIST)\\n;''
            4.3.3.1: EXT-X-TARGETDURATION is needed;S;#EXT-X-TARGETDURATION.*\\n;''
            6.2.4: all are of one type;S;TYPE:EVENT;TYPE:VOD
            4.3.2.1: a segment has a duration;S;EXTINF:6;EXTINF:0
            4.3.3.1: no segment is longer than the target;S;EXTINF:6;EXTINF:7
            4.3.2.1: EXTINF is before its segment;S;(EXTINF:6.000000,\\n);$1#EXT-X-DISCONTINUITY\\n
            6.2.4: discontinuities are counted alike;S;(000000.m4s\\n);$1#EXT-X-DISCONTINUITY\\n
            """;

    /** By the letters of the cases. */
    private static final Map<String, String> PATHS =
            Map.of(
                    "M", PlaybackFiles.MASTER,
                    "S", "7/source/media.m3u8",
                    "A", "7/sound/media.m3u8",
                    "I", "7/source/iframes.m3u8",
                    "TS", "7/source/iframes.m3u8");

    static List<String> cases() {
        return CASES.lines().toList();
    }

    private static Map<String, String> playlists(boolean streamed) {
        List<PackagedSegment> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<MadeTrack> tracks =
                    new ArrayList<>(MadeTracks.segment(i, 6, 600_000, 60_000).tracks());
            tracks.set(0, tracks.get(0).withKeyBytes(30_000));
            var of = MadeTracks.of(i, 6 * US);
            made.add(
                    PackagedSegment.made(
                            streamed ? of.forAnalysers(List.of("source", "ts")) : of,
                            i == 2,
                            tracks));
        }
        return new HashMap<>(Playlists.of(7, made, true, 0).texts(0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatBreaksARuleIsFound(String row) {
        String[] parts = row.split(";", -1);
        Map<String, String> texts = playlists(parts[1].equals("TS"));
        assertThat(HlsRules.problems(texts)).isEmpty();
        String path = PATHS.get(parts[1]);
        String with = parts[3].equals("''") ? "" : parts[3].replace("\\n", "\n");
        String broken = texts.get(path).replaceAll(parts[2], with);
        if (broken.isEmpty()) {
            texts.remove(path);
        } else {
            texts.put(path, broken);
        }
        assertThat(HlsRules.problems(texts)).anyMatch(problem -> problem.startsWith(parts[0]));
    }

    @Test
    void everyRuleIsBrokenAndListed() throws IOException {
        TreeSet<String> broken = new TreeSet<>();
        cases().forEach(row -> broken.add(row.substring(0, row.indexOf(';'))));
        TreeSet<String> rules = new TreeSet<>();
        Matcher rule = RULE.matcher(Files.readString(RULES));
        while (rule.find()) {
            rules.add(rule.group(1).replaceFirst(": $", ""));
        }
        assertThat(broken).isEqualTo(rules).hasSizeGreaterThan(30);
        String listed = Files.readString(Path.of("../docs/playback.md"));
        for (String each : rules) {
            assertThat(listed).contains("| " + each.replaceFirst(": ", " | ") + " |");
        }
    }
}
