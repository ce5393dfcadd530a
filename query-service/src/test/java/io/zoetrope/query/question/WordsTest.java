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
    void aLongTextIsCutWhereAnIndexHasManyWordsOfIt() {
        assertThat(Words.terms("night")).isEqualTo(1);
        assertThat(Words.terms("\u6771\u4eac\u30bf\u30ef\u30fc")).isBetween(4, 5);
        assertThat(Words.beginning(List.of("a", "b", "c"), 2)).isEqualTo("a b");
        assertThat(Words.beginning(List.of("a", "b"), 8)).isEqualTo("a b");
        assertThat(Words.beginning(List.of("a", "\u6771\u4eac\u90fd"), 3))
                .isEqualTo("a \u6771\u4eac");
    }
}
