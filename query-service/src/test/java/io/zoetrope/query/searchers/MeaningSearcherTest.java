package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningSearcherTest {
    @ParameterizedTest
    @ValueSource(strings = {"car", "It is.", "出口", "네가", "F10 key", "нет", "يد", "पानी", "รถ"})
    void wordsMeanSomething(String text) {
        assertThat(MeaningSearcher.meansSomething(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "F10", "00:00:12;04", "工", "ก", "\uD83D\uDE97\uD83D\uDE97", "-> x"})
    void numbersKeysAndMarksMeanNothing(String text) {
        assertThat(MeaningSearcher.meansSomething(text)).isFalse();
    }
}
