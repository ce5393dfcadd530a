package io.zoetrope.query.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    When does the red car appear in the video?      | red car               |
                    Is there a person at night?                     | person at night       |
                    What colour is the car on the road?             | car on road           |
                    Describe this video.                            |                       |
                    What happens?                                   |                       |
                    Who is in it                                    |                       |
                    What is said?                                   |                       | LINE
                    What does Anna say about the crown jewels?      | crown jewels          | LINE
                    Which text can be read on the screen?           |                       | TEXT
                    Can one hear a bell?                            | bell                  | SOUND
                    Wo steht das rote Auto?                         | wo steht das rote auto |
                    red                                             | red                   |
                    What's the dog's name?                          | dog name              |
                    می‌خواهم ببینم                                    | می‌خواهم ببینم       |
                    映像に猫がいますか                                 | 映像に猫がいますか        |
                    x OR 1=1; DROP TABLE moments --                 | x or 1 1 drop table    |
                    """)
    void keepsWhatNamesSomething(String prompt, String content, Sign.Kind only) {
        Wording wording = Wording.of(prompt);
        assertThat(wording.content()).isEqualTo(content == null ? "" : content);
        assertThat(wording.only()).isEqualTo(Optional.ofNullable(only));
        assertThat(wording.isOpen()).isEqualTo(content == null);
    }

    @ParameterizedTest
    @CsvSource({"red car on road, red car road", "on, ''"})
    void wordsAreWithoutThoseThatJoin(String content, String words) {
        assertThat(String.join(" ", new Wording(content, Optional.empty()).words()))
                .isEqualTo(words);
    }
}
