package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.media.Subtitles.Track;
import io.zoetrope.query.media.WebVtt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpokenLinesTest {
    private static LineView line(long startMs, String text, String language, String source) {
        return new LineView("l", startMs, startMs + 500, text, language, null, source);
    }

    @Test
    void thereIsATrackForEachLanguageOfCaptionsAndOfSpeech() {
        Map<Track, List<WebVtt.Cue>> tracks =
                SpokenLines.tracks(
                        List.of(
                                line(0, "heard", "en", "speech"),
                                line(100, "written", "en", "embedded"),
                                line(200, "geschrieben", "de", "sidecar"),
                                line(300, "again", "en", "embedded"),
                                line(400, "unknown", null, "speech"),
                                line(500, "nonsense", "\"x\n", "speech")));
        assertThat(tracks.keySet())
                .containsExactly(
                        new Track("en", "English", "en", false),
                        new Track("de", "German", "de", false),
                        new Track("en-speech", "English (recognised)", "en", true),
                        new Track("und-speech", "Dialogue (recognised)", "", true));
        List<List<String>> texts = new ArrayList<>();
        tracks.values().forEach(cues -> texts.add(cues.stream().map(WebVtt.Cue::text).toList()));
        assertThat(texts)
                .containsExactly(
                        List.of("written", "again"),
                        List.of("geschrieben"),
                        List.of("heard"),
                        List.of("unknown", "nonsense"));
    }

    @Test
    void thereAreNotTooMany() {
        List<LineView> lines = new ArrayList<>();
        for (char c = 'a'; c <= 'z'; c++) {
            lines.add(line(c, "x", "a" + c, "embedded"));
        }
        assertThat(SpokenLines.tracks(lines)).hasSize(16);
    }
}
