package io.zoetrope.connectors.opensearch.write;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of documents that were sent; each is in one of the lists. For one thread.
 *
 * @param taken acknowledged
 * @param superseded passed over, because what stands there comes after them
 * @param rejected refused for good
 */
record Written(
        List<IndexDocument> taken, List<IndexDocument> superseded, List<Rejection> rejected) {
    Written() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Written more) {
        taken.addAll(more.taken);
        superseded.addAll(more.superseded);
        rejected.addAll(more.rejected);
    }
}
