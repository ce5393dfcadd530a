package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, ``",
                "Straße \uD83D\uDE00 \u2028 \uFEFF, Straße \uD83D\uDE00 \u2028 \uFEFF",
            })
    void keepsWhatIsPlain(String text, String same) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.plain(text)).isSameAs(text).isEqualTo(same);
    }

    @Test
    void replacesWhatIsNot() {
        String foreign = "a\u0000b\nc\u0085d\uD800e\uDC00";

        assertThat(PlainText.isPlain(foreign)).isFalse();
        assertThat(PlainText.plain(foreign)).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
        assertThat(PlainText.plain("\uDE00\uD83D"))
                .as("the wrong way round")
                .isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void anAccentIsInItsLetterHoweverItIsWritten() {
        assertThat(PlainText.composed("Cafe\u0301")).isEqualTo("Caf\u00e9");
        assertThat(PlainText.composed("Caf\u00e9")).isEqualTo("Caf\u00e9");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(PlainText.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(PlainText.cut("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
        assertThat(PlainText.cut("ab", 0)).isEmpty();
        assertThat(PlainText.cut(null, 4)).isNull();
    }
}
