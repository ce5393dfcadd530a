package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.PlainText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "A RED car!, a|red|car",
                "लाल गाड़ी, लाल|गाड़ी",
                "แมว ดำ, แมว|ดำ",
                "שָׁלוֹם עולם, שָׁלוֹם|עולם",
                "I don't know, i|don't|know",
                "the dog’s bowl, the|dog|bowl",
                "l'eau-forte, l'eau|forte",
                "'quoted' words, quoted|words",
                "می\u200cخواهم ببینم, می\u200cخواهم|ببینم",
                "ශ්\u200dරී ලංකා, ශ්\u200dරී|ලංකා",
                "7 of 9, 7|of|9"
            })
    void areCutAsTheIndexCutsThem(String text, String words) {
        assertThat(Words.all(text).stream().map(PlainText::composed))
                .containsExactly(PlainText.composed(words).split("\\|"));
    }

    @Test
    void anAccentIsPartOfItsLetterHoweverItIsWritten() {
        assertThat(Words.all("cafe\u0301 noir")).containsExactly("caf\u00e9", "noir");
        assertThat(Words.telling("a cafe\u0301")).containsExactly("caf\u00e9");
    }

    @Test
    void whatSaysNothingIsLeftOutIfSomethingDoes() {
        assertThat(Words.telling("who is in the house")).containsExactly("house");
        assertThat(Words.telling("who is it")).containsExactly("who", "is", "it");
    }

    @Test
    void aLongWordIsOneHoweverManyApostrophesItHas() {
        assertThat(Words.all("a'".repeat(50_000) + "a")).hasSize(1);
    }

    /** As a StandardTokenizer cuts them, or more often. */
    @ParameterizedTest
    @CsvSource({
        "night, 1",
        "don\u2019t, 1",
        "h264, 1",
        "cafe\u0301 noir, 2",
        "\u6771\u4eac\u30bf\u30ef\u30fc, 5",
        "a\u6771b\u4ec1c, 5",
        "\u0e41\u0e21\u0e27, 1",
        "a\u0e41\u0e21\u0e271, 3",
        "a\u2460b\u2460c, 5",
        "hawai\u02bbi, 1",
        "1'c, 3",
        "\ud83d\ude00\ud83d\ude00 sun!, 3",
        "\u0645\u06cc\u200c\u062e\u0648, 1",
        "\uac00\u302e\u302e, 3",
        "\uac00\u200c\u200c\uac00, 4"
    })
    void anIndexMakesAtMostSoManyOfThem(String text, int terms) {
        assertThat(Words.terms(text)).isEqualTo(terms);
    }

    @Test
    void aLongTextIsCutWhereAnIndexHasManyWordsOfIt() {
        assertThat(Words.terms("n".repeat(255))).isEqualTo(2);
        assertThat(Words.terms("n".repeat(20_000))).isBetween(79, 80);
        assertThat(Words.beginning(List.of("a", "n".repeat(20_000)), 3)).hasSize(2 + 500);
        assertThat(Words.beginning(List.of("a", "b", "c"), 2)).isEqualTo("a b");
        assertThat(Words.beginning(List.of("a", "b"), 8)).isEqualTo("a b");
        assertThat(Words.beginning(List.of("a", "\u6771\u4eac\u90fd"), 3))
                .isEqualTo("a \u6771\u4eac");
    }
}
