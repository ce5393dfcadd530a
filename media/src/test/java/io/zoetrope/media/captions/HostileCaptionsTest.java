package io.zoetrope.media.captions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are too long, too wide or no captions at all are bounded and harm nobody. */
class HostileCaptionsTest {
    private static Captions read(String text) {
        return CaptionFile.read(text.getBytes(UTF_8), "");
    }

    @Test
    void aLineOfTenHoursIsShortened() {
        Captions captions = read("00:00:01,000 --> 10:00:01,000\nlong\n");
        assertThat(captions.shortened()).isEqualTo(1);
        assertThat(captions.lines().get(0).endUs()).isEqualTo(1_000_000 + CaptionFile.MAX_LINE_US);
    }

    @Test
    void twoHundredThousandLinesAreBoundedAndCounted() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append("00:00:01,000 --> 00:00:02,000\nl").append(i).append("\n\n");
        }
        Captions captions = read(text.toString());
        assertThat(captions.lines()).hasSize(CaptionFile.MAX_LINES);
        assertThat(captions.dropped()).isEqualTo(200_000 - CaptionFile.MAX_LINES);
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        Captions captions = read("00:00:01,000 --> 00:00:02,000\n" + "x😀".repeat(3000));
        String text = captions.lines().get(0).text();
        assertThat(text.length()).isBetween(CaptionFile.MAX_TEXT - 1, CaptionFile.MAX_TEXT);
        assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
    }

    /** Takes hours if spaces are given back one by one. */
    @Test
    @Timeout(20)
    void aLineOfAMillionSpacesAndAThousandVoicesAreBounded() {
        String begin = "00:00:01,000 --> 00:00:02,000\n";
        assertThat(read(begin + " ".repeat(1_000_000) + "x").broken()).isZero();
        assertThat(Speakers.capitals(" ".repeat(1_000_000) + "x")).hasSize(1);
        assertThat(read(begin + "<v a>b".repeat(100_000)).lines().size())
                .isLessThanOrEqualTo(CaptionCue.MOST_CHARS / 6 + 1);
    }

    @ParameterizedTest
    @CsvSource({"<", "{\\", "-->", "<v ", "&", "A", "[", "\\N"})
    void whatBeginsAndNeverEndsTakesNoLongTime(String piece) {
        String body = piece.repeat(300_000);
        assertThat(read("00:00:01,000 --> 00:00:02,000\n" + body + "\n").lines())
                .hasSizeLessThan(2);
        assertThat(read("[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,," + body).lines())
                .hasSizeLessThan(2);
    }

    @Test
    void noBytesAreAnError() {
        Random random = new Random(14);
        byte[] seed = ("WEBVTT\n\n" + CaptionFileTest.SRT).getBytes(UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = seed.clone();
            for (int k = 0; k < 1 + i % 20; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Captions captions = CaptionFile.read(bytes, "");
            assertThat(captions.lines())
                    .allMatch(l -> l.endUs() > l.startUs() && !l.text().isEmpty());
        }
    }
}
