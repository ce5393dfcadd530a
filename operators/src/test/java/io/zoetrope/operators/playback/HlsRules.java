package io.zoetrope.operators.playback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules of RFC 8216 and of Apple's authoring specification that the playlists of a video are held
 * to; each problem begins with the rule's name.
 */
final class HlsRules {
    private static final Pattern EXTINF = Pattern.compile("#EXTINF:(\\d+\\.\\d{6}),");
    private static final Pattern BANDWIDTH = Pattern.compile("[:,]BANDWIDTH=(\\d+)");
    private static final Pattern AVERAGE = Pattern.compile(",AVERAGE-BANDWIDTH=(\\d+)");
    private static final Pattern GROUP = Pattern.compile(",AUDIO=\"([^\"]+)\"");

    private static final String END = "the end";

    private final Map<String, String> texts;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> breaks = new HashMap<>();
    private final Set<Long> targets = new TreeSet<>();

    private HlsRules(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * @param texts by path: a master playlist, and all that it names
     */
    static List<String> problems(Map<String, String> texts) {
        HlsRules rules = new HlsRules(texts);
        rules.master(texts.get(PlaybackFiles.MASTER));
        rules.require(rules.targets.size() == 1, "6.2.4: all playlists have one target duration");
        rules.problems.addAll(ParsedPlaylists.problems(texts));
        return rules.problems;
    }

    private void require(boolean held, String rule) {
        if (!held) {
            problems.add(rule);
        }
    }

    private void master(String text) {
        require(text.startsWith("#EXTM3U\n"), "4.3.1.1: EXTM3U is the first line");
        require(
                !text.contains("#EXTINF") && !text.contains("#EXT-X-TARGETDURATION"),
                "4.1: a master playlist lists no segments");
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#EXT-X-STREAM-INF:")) {
                variant(line, text);
                media(lines.get(i + 1));
            } else if (line.startsWith("#EXT-X-MEDIA:")) {
                require(
                        line.contains("TYPE=")
                                && line.contains("GROUP-ID=")
                                && line.contains("NAME="),
                        "4.3.4.1: EXT-X-MEDIA says type, group and name");
                media(uri(line));
            } else if (line.startsWith("#EXT-X-I-FRAME-STREAM-INF:")) {
                rates(line);
                require(line.contains("CODECS=\"avc1."), "4.3.4.3: CODECS of key frames");
                require(!line.contains("mp4a."), "4.3.4.3: key frames have no sound");
                require(line.matches(".*RESOLUTION=\\d+x\\d+.*"), "authoring 9.11: RESOLUTION");
                media(uri(line));
                keyFrames(uri(line));
            }
        }
    }

    private static String uri(String line) {
        return line.replaceAll(".*URI=\"([^\"]+)\".*", "$1");
    }

    private void rates(String line) {
        Matcher peak = BANDWIDTH.matcher(line);
        Matcher average = AVERAGE.matcher(line);
        boolean declared = peak.find() && average.find();
        require(declared, "authoring 9.14: both bandwidths are declared");
        require(
                !declared || Long.parseLong(peak.group(1)) >= Long.parseLong(average.group(1)),
                "4.3.4.2: the peak is not below the average");
    }

    /** Of those that {@link #media} holds for too. */
    private void keyFrames(String path) {
        String text = texts.getOrDefault(path, "");
        require(text.contains("#EXT-X-I-FRAMES-ONLY\n"), "4.3.3.6: key frames alone");
        require(version(text) >= 4, "7: key frames alone and byte ranges need version 4");
        require(
                lines(text, "#EXTINF") == lines(text, "#EXT-X-BYTERANGE"),
                "4.3.2.2: each key frame has its bytes");
        require(text.contains("#EXT-X-MAP:URI="), "4.3.3.6: key frames say what comes first");
        require(version(text) >= 5, "7: EXT-X-MAP among key frames alone needs version 5");
        require(
                !text.contains(".ts\n") || !text.contains("@0\n"),
                "4.3.3.6: what EXT-X-MAP names is in no range");
        String own = path.replaceAll("[^/]+$", "");
        String edition = path.replaceAll(".*/[a-z]+(\\d*)\\.m3u8$", "$1");
        String media = texts.getOrDefault(own + "media" + edition + ".m3u8", "");
        boolean over = media.endsWith("#EXT-X-ENDLIST\n");
        require(
                over == text.endsWith("#EXT-X-ENDLIST\n"),
                "4.3.3.4: key frames end where the segments do");
        shown(begins(media), begins(text), over);
    }

    /** Each key frame until the next one, the last one to the end. */
    private void shown(Map<String, Long> segments, Map<String, Long> keys, boolean over) {
        keys.forEach(
                (uri, us) ->
                        require(
                                us.equals(segments.get(uri)) || uri.equals(END) && !over,
                                "4.3.3.6: a key frame is shown until the next: " + uri));
    }

    /** When each of a playlist begins in microseconds, and when all is over. */
    private static Map<String, Long> begins(String text) {
        Map<String, Long> begins = new LinkedHashMap<>();
        long us = 0;
        long length = 0;
        for (String line : text.lines().toList()) {
            Matcher duration = EXTINF.matcher(line);
            if (duration.matches()) {
                length = Math.round(Double.parseDouble(duration.group(1)) * 1e6);
            } else if (!line.startsWith("#")) {
                begins.put(line, us);
                us += length;
            }
        }
        begins.put(END, us);
        return begins;
    }

    private static long lines(String text, String tag) {
        return text.lines().filter(line -> line.startsWith(tag)).count();
    }

    private void variant(String line, String master) {
        rates(line);
        require(line.contains("CODECS=\"avc1."), "4.3.4.2: CODECS on every variant");
        require(line.matches(".*RESOLUTION=\\d+x\\d+.*"), "authoring 9.11: RESOLUTION");
        require(line.matches(".*FRAME-RATE=\\d+\\.\\d{3}.*"), "authoring 9.15: FRAME-RATE");
        Matcher group = GROUP.matcher(line);
        boolean sounds = group.find();
        require(
                !sounds || master.contains("GROUP-ID=\"" + group.group(1) + "\""),
                "4.3.4.2: the group of sound is there");
        require(sounds == line.contains("mp4a."), "4.3.4.2: CODECS names the sound too");
    }

    private void media(String path) {
        String text = texts.get(path);
        if (text == null) {
            problems.add("4.3.4.2: what a master playlist names is there: " + path);
            return;
        }
        require(text.startsWith("#EXTM3U\n"), "4.3.1.1: EXTM3U is the first line");
        boolean mapped = text.contains("#EXT-X-MAP:URI=");
        boolean keys = text.contains("#EXT-X-I-FRAMES-ONLY");
        require(
                (keys || text.contains(".m4s")) == mapped,
                "4.3.2.5: fragments of MP4 need EXT-X-MAP");
        require(!mapped || keys || version(text) >= 6, "7: EXT-X-MAP needs version 6");
        require(version(text) >= 3, "7: durations with a point need version 3");
        require(
                text.contains("#EXT-X-ENDLIST") || text.contains("PLAYLIST-TYPE:EVENT"),
                "4.3.3.5: a playlist that grows is an EVENT");
        Matcher target = Pattern.compile("#EXT-X-TARGETDURATION:(\\d+)\n").matcher(text);
        boolean targeted = target.find();
        require(targeted, "4.3.3.1: EXT-X-TARGETDURATION is needed");
        long targetSeconds = targeted ? Long.parseLong(target.group(1)) : Long.MAX_VALUE;
        targets.add(targetSeconds);
        require(text.contains("#EXT-X-PLAYLIST-TYPE:EVENT\n"), "6.2.4: all are of one type");
        breaks(text);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher length = EXTINF.matcher(lines.get(i));
            if (length.matches()) {
                double seconds = Double.parseDouble(length.group(1));
                require(seconds > 0, "4.3.2.1: a segment has a duration");
                require(
                        Math.round(seconds) <= targetSeconds,
                        "4.3.3.1: no segment is longer than the target");
                boolean ranged = lines.get(i + 1).startsWith("#EXT-X-BYTERANGE:");
                require(
                        !lines.get(ranged ? i + 2 : i + 1).startsWith("#"),
                        "4.3.2.1: EXTINF is before its segment");
            }
        }
    }

    /** What is of one time has one number, in each rendition and among the key frames. */
    private void breaks(String text) {
        int count = 0;
        for (String line : text.lines().toList()) {
            if (line.equals("#EXT-X-DISCONTINUITY")) {
                count++;
            } else if (!line.startsWith("#")) {
                Integer elsewhere = breaks.putIfAbsent(line, count);
                require(
                        elsewhere == null || elsewhere == count,
                        "6.2.4: discontinuities are counted alike: " + line);
            }
        }
    }

    private static int version(String text) {
        Matcher version = Pattern.compile("#EXT-X-VERSION:(\\d+)\n").matcher(text);
        return version.find() ? Integer.parseInt(version.group(1)) : 1;
    }
}
