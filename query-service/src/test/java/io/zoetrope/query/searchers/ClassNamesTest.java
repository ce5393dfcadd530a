package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Two PEOPLE, person",
        "a person, person",
        "cars, car",
        "buses, bus",
        "benches, bench",
        "berries, berry",
        "red traffic lights at night, traffic light",
        "glass, glass",
        "knives, knife",
        "skis, skis",
        "ÅRE, åre"
    })
    void aTextNamesClasses(String text, String name) {
        assertThat(forms(ClassNames.in(text))).contains(name);
    }

    @Test
    void aNameIsAllItsWords() {
        assertThat(ClassNames.of("Traffic Lights"))
                .containsExactly(Set.of("traffic lights", "traffic light"));
        assertThat(ClassNames.of(" ?! ")).isEmpty();
        assertThat(forms(ClassNames.of("glass"))).containsExactly("glass");
    }

    @Test
    void aLongTextIsBounded() {
        assertThat(ClassNames.in("word ".repeat(1_000) + "x y")).hasSizeLessThan(100);
        assertThat(ClassNames.in("...")).isEmpty();
    }

    private static Set<String> forms(List<Set<String>> names) {
        return names.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
