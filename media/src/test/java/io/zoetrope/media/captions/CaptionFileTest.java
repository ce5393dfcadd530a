package io.zoetrope.media.captions;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionFileTest {
    static final String SRT =
            "1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nWorld\n";

    private static Captions read(String text) {
        return CaptionFile.read(text.getBytes(UTF_8), "");
    }

    /** {@code start-end speaker|text} in milliseconds. */
    private static List<String> shown(Captions captions) {
        return captions.lines().stream()
                .map(
                        l ->
                                l.startUs() / 1000
                                        + "-"
                                        + l.endUs() / 1000
                                        + " "
                                        + l.speaker()
                                        + "|"
                                        + l.text())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsEachForm(String what, String text, CaptionFormat format, List<String> lines) {
        Captions captions = read(text);
        assertThat(captions.format()).isEqualTo(format);
        assertThat(shown(captions)).isEqualTo(lines);
        assertThat(captions.broken() + captions.dropped() + captions.shortened()).isZero();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                srt("two", SRT, "1000-2500 |Hello", "3000-4000 |World"),
                srt(
                        "ends of lines",
                        SRT.replace("\n", "\r\n"),
                        "1000-2500 |Hello",
                        "3000-4000 |World"),
                srt("old ends", SRT.replace("\n", "\r"), "1000-2500 |Hello", "3000-4000 |World"),
                srt(
                        "no empty line, point for comma",
                        "1\n"
                                + "0:00:01.0 --> 0:00:02.5\n"
                                + "Hello\n"
                                + "2\n"
                                + "00:00:03,000 --> 00:00:04,000\n"
                                + "World",
                        "1000-2500 |Hello",
                        "3000-4000 |World"),
                srt(
                        "numbers that are said",
                        "1\n"
                                + "00:00:01,000 --> 00:00:02,000\n"
                                + "42\n\n"
                                + "2\n"
                                + "00:00:03,000 --> 00:00:04,000\n"
                                + "7",
                        "1000-2000 |42",
                        "3000-4000 |7"),
                srt(
                        "markup, position",
                        "1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600\n{\\an8}<i>Hi</i>"
                                + " <font color=\"#fff\">3 < 4</font>\nAT&amp;T",
                        "1000-2000 |Hi 3 < 4 AT&amp;T"),
                srt(
                        "speakers",
                        "1\n"
                                + "00:00:01,000 --> 00:00:02,000\n"
                                + "MR. SMITH: Come in.\n"
                                + "- ANNA: Thanks.\n\n"
                                + "2\n"
                                + "00:00:03,000 --> 00:00:04,000\n"
                                + "Note: at 12:30 http://x.org A: b",
                        "1000-2000 MR. SMITH|Come in.",
                        "1000-2000 ANNA|Thanks.",
                        "3000-4000 |Note: at 12:30 http://x.org A: b"),
                srt("nothing", ""),
                srt("no captions", "Dear Sir,\n\nno --> here\n"),
                srt("empty cue", "1\n00:00:01,000 --> 00:00:02,000\n\n\n"),
                srt(
                        "empty cues before others",
                        "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\n\n\n"
                                + "3\n00:00:05,000 --> 00:00:06,000\nHello",
                        "5000-6000 |Hello"),
                srt(
                        "text behind an empty line",
                        "1\n00:00:01,000 --> 00:00:02,000\n\nHello\n\n2\n00:00:03,000 -->"
                                + " 00:00:04,000\nWorld",
                        "1000-2000 |Hello",
                        "3000-4000 |World"),
                Arguments.of(
                        "empty cues of WebVTT",
                        "WEBVTT\n\n00:01.000 --> 00:02.000\n\nNOTE not said\nnor this\n\n"
                                + "00:03.000 --> 00:04.000\n\nid-7\n00:05.000 --> 00:06.000\nHello",
                        CaptionFormat.WEBVTT,
                        List.of("5000-6000 |Hello")),
                srt(
                        "overlap and order",
                        "00:00:05,000 --> 00:00:09,000\nb\n\n00:00:01,000 --> 00:00:07,000\na\n\n"
                                + "00:00:05,000 --> 00:00:06,000\nc",
                        "1000-7000 |a",
                        "5000-9000 |b",
                        "5000-6000 |c"),
                Arguments.of(
                        "WebVTT",
                        "WEBVTT - title\n"
                                + "Kind: captions\n\n"
                                + "NOTE 00:00 --> no\n"
                                + "not said\n\n"
                                + "STYLE\n"
                                + "::cue { color: red }\n\n"
                                + "id-1\n"
                                + "00:01.000 --> 00:02.000 line:80%\n"
                                + "<v.loud Mary Ann>Hi &amp; <c.red>bye</c>&nbsp;<00:01.500>now</v>\n\n"
                                + "100:00:00.000 --> 100:00:01.000\n"
                                + "&lt;b&gt; <b>bold</b>\n",
                        CaptionFormat.WEBVTT,
                        List.of(
                                "1000-2000 Mary Ann|Hi & bye now",
                                "360000000-360001000 |<b> bold")),
                Arguments.of(
                        "two voices",
                        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Bob>What?\n<v Sue>Nothing.",
                        CaptionFormat.WEBVTT,
                        List.of("1000-2000 Bob|What?", "1000-2000 Sue|Nothing.")),
                Arguments.of(
                        "ASS",
                        "[Script Info]\n"
                                + "Title: x\n\n"
                                + "[V4+ Styles]\n"
                                + "Format: Name, Fontname\n"
                                + "Style: a, b\n\n"
                                + "[Events]\n"
                                + "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV,"
                                + " Effect, Text\n"
                                + "Comment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,not said\n"
                                + "Dialogue: 0,0:00:01.50,0:00:02.75,D,Tom,0,0,0,,{\\i1}One,{\\i0}"
                                + " two\\Nthree\\h!\n"
                                + "Dialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,{\\p1}m 0 0 l 1"
                                + " 1{\\p0}seen\n",
                        CaptionFormat.SUBSTATION,
                        List.of("1500-2750 Tom|One, two three !", "3000-4000 |seen")),
                Arguments.of(
                        "SSA with other fields",
                        "[Events]\nFormat: Marked, Start, End, Actor, Text\n"
                                + "Dialogue: Marked=0,0:00:01.00,0:00:02.00,Eve,a, b",
                        CaptionFormat.SUBSTATION,
                        List.of("1000-2000 Eve|a, b")));
    }

    private static Arguments srt(String what, String text, String... lines) {
        return Arguments.of(what, text, CaptionFormat.SUBRIP, List.of(lines));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false",
        "UTF-8, true",
        "UTF-16LE, true",
        "UTF-16BE, true",
        "UTF-16LE, false",
        "UTF-16BE, false",
        "windows-1252, false"
    })
    void readsEachEncoding(String charset, boolean mark) {
        String text = SRT.replace("World", "Café “déjà vu” € naïve");
        byte[] bytes = ((mark ? "\ufeff" : "") + text).getBytes(Charset.forName(charset));
        assertThat(shown(CaptionFile.read(bytes, "fr")))
                .containsExactly("1000-2500 |Hello", "3000-4000 |Café “déjà vu” € naïve");
        assertThat(CaptionFile.read(bytes, "fr").lines().get(0).language()).isEqualTo("fr");
    }

    @Test
    void brokenBytesAreReadAsFarAsTheyGo() {
        byte[] odd = ("\ufeff" + SRT).getBytes(UTF_16LE);
        assertThat(CaptionFile.read(java.util.Arrays.copyOf(odd, odd.length - 3), "").lines())
                .hasSize(2);
        assertThat(CaptionFile.read("\ufeff".getBytes(UTF_16BE), "").lines()).isEmpty();
        assertThat(CaptionFile.read(new byte[] {(byte) 0xff}, "").lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:00:05,000 --> 00:00:04,000",
                "00:00:05,000 --> 00:00:05,000",
                "00:61:05,000 --> 00:62:06,000",
                "-00:00:05,000 --> 00:00:06,000",
                "05 --> 06",
            })
    void timesThatMakeNoSenseAreCounted(String times) {
        Captions captions = read("1\n" + times + "\nlost\n\n" + SRT);
        assertThat(captions.broken()).isEqualTo(1);
        assertThat(captions.lines()).hasSize(2);
    }

    @Test
    void theFileMaySayItsLanguage() {
        String vtt = "WEBVTT\nLanguage: de\n\n00:01.000 --> 00:02.000\nja";
        assertThat(read(vtt).lines().get(0).language()).isEqualTo("de");
        assertThat(CaptionFile.read(vtt.getBytes(UTF_8), "de-AT").lines().get(0).language())
                .isEqualTo("de-AT");
    }

    @Test
    void readsARealFile() throws IOException {
        Path file = Path.of(System.getProperty("zoetrope.shared", "../../shared"));
        Path real = file.resolve("media/videos/friday.vtt");
        Assumptions.assumeTrue(Files.exists(real), "real captions are not here: " + real);
        assertThat(shown(CaptionFile.read(Files.readAllBytes(real), "en")))
                .hasSize(5)
                .contains("1500-2999 |Tell me, is the lord of the universe in?");
    }
}
