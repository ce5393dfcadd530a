package io.zoetrope.query.generate;

import java.util.List;

/** Where a generator says what it has to say. Thread-safe. */
public interface Answer {
    /**
     * @param text of one sentence, or of a document
     * @param citations at least one
     */
    void say(String text, List<Citation> citations);

    /** Whether somebody still listens and time is left. */
    boolean isWanted();

    /**
     * @param stop called once when the answer is not wanted any more, at once if it is not now;
     *     must not block
     */
    void whenUnwanted(Runnable stop);
}
