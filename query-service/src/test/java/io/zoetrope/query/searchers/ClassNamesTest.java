package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        assertThat(ClassNames.of("Traffic Lights").forms())
                .containsExactly(Set.of("traffic lights", "traffic light"));
        assertThat(ClassNames.of(" ?! ").isEmpty()).isTrue();
        assertThat(forms(ClassNames.of("grass"))).containsExactly("grass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a car                  | car                    | 1
                    the red car            | car                    | 0
                    the traffic lights     | traffic light          | 1
                    cats, dogs or cars     | car                    | 1
                    cats, dogs or cars     | dog                    | 1
                    cars and the people    | car                    | 1
                    cars and the people    | person                 | 1
                    red cars and people    | car                    | 0
                    red cars and people    | person                 | 1
                    cars, vans and buses   | bus                    | 1
                    cars & people          | person                 | 1
                    cars/people            | person                 | 1
                    the Rock and Roll      | rock and roll          | 1
                    pots and pans          | Pots and pans          | 1
                    Dishes, pots, and pans | Dishes, pots, and pans | 1
                    a sand castle          | castle                 | 0
                    dog food               | dog                    | 0
                    """)
    void whatIsNamedIsAllThatIsSaid(String text, String name, double share) {
        assertThat(ClassNames.whole(text).share(name)).isEqualTo(share);
    }

    @Test
    void aLongTextIsBounded() {
        assertThat(ClassNames.whole("a, b or ".repeat(1_000)).forms()).hasSizeLessThan(100);
        assertThat(ClassNames.whole("and ".repeat(1_000)).forms()).hasSizeLessThan(2);
        assertThat(ClassNames.in("word ".repeat(1_000) + "x y").forms()).hasSizeLessThan(100);
        assertThat(ClassNames.in("...").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a man, person",
        "two planes, airplane",
        "old mobiles, cell phone",
        "on the sofa, couch",
        "an SUV, car"
    })
    void aClassHasOtherNames(String text, String name) {
        assertThat(forms(ClassNames.in(text))).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "a person, person, 1",
        "the people, Person, 1",
        "a red car at night, car, 0.5",
        "traffic lights, traffic light, 1",
        "a red car, bus, 0"
    })
    void aClassSaysAShareOfTheWords(String text, String name, double share) {
        assertThat(ClassNames.in(text).share(name)).isCloseTo(share, within(1e-9));
    }

    private static Set<String> forms(ClassNames names) {
        return names.forms().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
