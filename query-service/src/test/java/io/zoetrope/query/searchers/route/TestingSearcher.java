package io.zoetrope.query.searchers.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.searchers.Searcher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds one moment, named as its modality, after what it is told to do. */
record TestingSearcher(String modality, Work before) implements Searcher {
    /** What happens while it is asked. */
    interface Work {
        void run() throws Exception;
    }

    @Override
    public boolean knows(Subject subject) {
        return true;
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        try {
            before.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        ObjectNode moment = Json.MAPPER.createObjectNode().put(MomentFields.MOMENT_ID, modality);
        Hit hit = new Hit(FindingKind.MOMENT, 1, 1, 1, "", moment);
        return new Hits(List.of(hit), Optional.empty(), List.of());
    }
}
