package io.zoetrope.query.searchers;

import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;

/**
 * Looks for stretches of videos in one way: maps what is sought to a request, runs it, and maps
 * what comes back to hits. It knows nothing of the others, of deadlines or of how results are
 * combined: that is the {@code Router}'s. Thread-safe.
 */
public interface Searcher {
    /** As {@code modalities} of a request names it. */
    String modality();

    /** Whether it can look for this at all; else it is not asked. */
    boolean knows(Subject subject);

    /**
     * The best first.
     *
     * @param sought what it {@link #knows}
     * @param depth hits wanted at most
     * @throws IOException if what it asks does not answer
     */
    Hits find(Scope scope, Sought sought, int depth) throws IOException;
}
