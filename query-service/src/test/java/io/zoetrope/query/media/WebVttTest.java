package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebVttTest {
    @Test
    void aTrackBeginsWithWhatTheTimesOfSegmentsMean() {
        String text =
                WebVtt.subtitles(
                        List.of(
                                new WebVtt.Cue(0, 1500, null, "One."),
                                new WebVtt.Cue(3_723_004, 3_724_000, "Ann & Bob", "Two,\nthree.")));
        assertThat(text)
                .isEqualTo(
                        """
                        WEBVTT
                        X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000

                        00:00:00.000 --> 00:00:01.500
                        One.

                        01:02:03.004 --> 01:02:04.000
                        <v Ann &amp; Bob>Two,
                        three.
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script>              | &lt;script&gt;alert(1)&lt;/script&gt;",
                "00:00:00.000 --> 99:00:00.000          | 00:00:00.000 --&gt; 99:00:00.000",
                "a & b &lt;                             | a &amp; b &amp;lt;",
                "first¶¶NOTE hidden                     | first¶NOTE hidden",
                "first¶ ¶ 00:01.000 --> 00:02.000       | first¶00:01.000 --&gt; 00:02.000",
                "bell\u0007 and \u001b[31mred           | bell  and  [31mred",
            })
    void whatIsSaidIsNoMarkup(String said, String written) {
        String text =
                WebVtt.subtitles(List.of(new WebVtt.Cue(0, 1, null, said.replace('¶', '\n'))));
        assertThat(text).endsWith("00:00:00.001\n" + written.replace('¶', '\n') + "\n");
    }

    @Test
    void aSpeakerCannotEndItsOwnTag() {
        String text = WebVtt.subtitles(List.of(new WebVtt.Cue(0, 1, "a>\n\nb", "c")));
        assertThat(text).contains("<v a&gt; b>c\n");
    }

    @Test
    void whatShowsNothingIsLeftOut() {
        List<WebVtt.Cue> cues =
                List.of(
                        new WebVtt.Cue(0, 1, null, " \n "),
                        new WebVtt.Cue(5, 5, null, "no time"),
                        new WebVtt.Cue(6, 5, null, "less"));
        assertThat(WebVtt.subtitles(cues)).doesNotContain("-->");
    }
}
