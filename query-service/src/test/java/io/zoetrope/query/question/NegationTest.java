package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    red car -night             | red car           | night            | red car
                    -night red car             | red car           | night            | red car
                    car -"at night" -rain      | car               | at night; rain   | car
                    red car not at night       | red car           | at night         | red car not at night
                    a street without cars      | a street          | cars             | a street without cars
                    a street, but not at night | a street          | at night         | a street, but not at night
                    a beach with no people     | a beach           | people           | a beach with no people
                    x-ray of a t-shirt         | x-ray of a t-shirt|                  | x-ray of a t-shirt
                    the years 1914 - 1918      | the years 1914 - 1918 |              | the years 1914 - 1918
                    to be or not to be         | to be or not to be |                 | to be or not to be
                    I did not go there         | I did not go there |                 | I did not go there
                    why not now                | why not now       |                  | why not now
                    not at night               | not at night      |                  | not at night
                    -night                     | -night            |                  | -night
                    knotted without            | knotted without   |                  | knotted without
                    """)
    void tellsWhatIsWantedFromWhatIsNot(String text, String wanted, String unwanted, String said) {
        Subject.Words words = Negation.of(text, null);
        assertThat(words.text()).isEqualTo(wanted);
        assertThat(words.not())
                .isEqualTo(unwanted == null ? List.of() : Arrays.asList(unwanted.split("; ")));
        assertThat(words.said()).isEqualTo(said);
    }

    @Test
    void whatMayBeSaidIsLookedForAsItIsAndOnlyAPlainNoLeavesLinesOut() {
        assertThat(Negation.of("a beach without people", null).notSaid()).isEmpty();
        assertThat(Negation.of("beach -people", null).notSaid()).containsExactly("people");
        assertThat(Negation.of("beach", "people").notSaid()).containsExactly("people");
    }

    @Test
    void endsInTimeWhateverIsAsked() {
        Subject.Words words = Negation.of("not ".repeat(900) + "-a ".repeat(900), null);
        assertThat(words.not()).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    @Timeout(20)
    void aLongWordIsLookedAtOnce() {
        String word = "a".repeat(100_000);
        assertThat(Negation.of(word, null).text()).isEqualTo(word);
        assertThat(Negation.of(word + " not at night", null).not()).containsExactly("at night");
    }
}
