package io.zoetrope.query.generate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTest {
    /**
     * What is asked, the confidence in looks and in a class that was detected, the caption that is
     * believed.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    car          | 0   | 0.9 |                            | true
                    car          | 0   | 0.4 |                            | false
                    cars         | 0   | 0   | a red car on a road        | true
                    red car      | 0   | 0.6 |                            | false
                    red car      | 0   | 0.6 | a red car on a road        | true
                    red car      | 0.3 | 0.6 | a blue car on a road       | false
                    red car      | 0.6 | 0.6 | a blue car on a road       | false
                    red car      | 0.9 | 0   | a blue car on a road       | true
                    red car      | 0.6 | 0   |                            | true
                    red car      | 0.4 | 0   |                            | false
                    """)
    void oneThingIsLikelyByItself(
            String words, double looked, double detected, String caption, boolean supported) {
        List<Sign> signs = new ArrayList<>();
        if (detected > 0) {
            signs.add(Sign.there(Sign.Kind.OBJECT, "car", 0, 9, 1).asked(detected));
        }
        if (caption != null) {
            signs.add(Sign.there(Sign.Kind.CAPTION, caption, 0, 9, 0.9));
        }
        Scene scene = new Scene("v", "", "m", 0, 9, 0.7, looked, signs);
        assertThat(Support.isIn(scene, new Wording(words, Optional.empty()))).isEqualTo(supported);
    }
}
