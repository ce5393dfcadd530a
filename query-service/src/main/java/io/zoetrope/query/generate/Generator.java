package io.zoetrope.query.generate;

import java.io.IOException;

/** Makes an answer of what was found. Thread-safe. */
public interface Generator extends AutoCloseable {
    /** As requests name it. */
    String name();

    /**
     * Answers in sentences, each with where it is from. No sentence at all means that what was
     * found does not answer the question.
     *
     * @param material with one scene at least
     * @throws GeneratorProblem if it cannot go on; what was answered before stands
     * @throws IOException if what it reads does not answer
     */
    Usage answer(Question question, Material material, Answer answer)
            throws GeneratorProblem, IOException;

    @Override
    default void close() {}
}
