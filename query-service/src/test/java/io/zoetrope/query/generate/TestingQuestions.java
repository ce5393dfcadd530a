package io.zoetrope.query.generate;

import java.util.Optional;

/** Questions about the one video that there is. */
public final class TestingQuestions {
    private TestingQuestions() {}

    /** Of all of video {@code v}, in sentences. */
    public static Question of(String prompt) {
        return new Question(
                "default",
                prompt,
                Wording.of(prompt),
                Optional.of(Question.Stretch.whole("v")),
                Optional.empty(),
                Optional.empty());
    }
}
