package io.zoetrope.query.search;

import io.zoetrope.query.combine.Span;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;

/**
 * Something that was found of what must not be there, and may be it.
 *
 * @param score in [0,1], as its source measures it
 * @param minScore from which on its clause counts it; 0 if that is not said
 */
record Suspect(Span span, double score, double minScore) {
    static Suspect of(Router.Part part, Hit hit) {
        Span span = Evidence.span(part.sought().name(), part.modality(), hit, hit.confidence());
        return new Suspect(span, hit.score(), part.sought().minScore());
    }

    /** Whether it hangs on what else is found if it is unwanted. */
    boolean isRelative() {
        return minScore == 0 && span.source().equals(Modality.VISUAL);
    }
}
