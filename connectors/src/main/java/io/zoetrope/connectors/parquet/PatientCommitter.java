package io.zoetrope.connectors.parquet;

import io.zoetrope.connectors.Backoff;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;

/**
 * Tries again what a store does not take, and holds the stream meanwhile: a store that is away for
 * some minutes is no reason to restart. After a while it fails all the same, because what it fails
 * for may be that a file is lost.
 */
final class PatientCommitter<C> implements Committer<C> {
    private final Committer<C> committer;
    private final Patience patience;
    private final Duration giveUpAfter;

    /**
     * @param committer takes a request again that it has failed at, or done; closed with this
     */
    PatientCommitter(Committer<C> committer, Patience patience, Duration giveUpAfter) {
        this.committer = committer;
        this.patience = patience;
        this.giveUpAfter = giveUpAfter;
    }

    @Override
    public void commit(Collection<CommitRequest<C>> requests)
            throws IOException, InterruptedException {
        for (CommitRequest<C> request : requests) {
            commit(request);
        }
    }

    private void commit(CommitRequest<C> request) throws IOException, InterruptedException {
        Backoff backoff = patience.begin();
        long begin = System.nanoTime();
        while (!isTaken(request, backoff, begin)) {}
    }

    private boolean isTaken(CommitRequest<C> request, Backoff backoff, long begin)
            throws IOException, InterruptedException {
        try {
            committer.commit(List.of(request));
            patience.answered();
            return true;
        } catch (IOException | RuntimeException e) {
            boolean late = System.nanoTime() - begin > giveUpAfter.toNanos();
            if (late || !StoreFailures.isOfStore(e)) {
                throw e;
            }
            backoff.pause(e.toString());
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        patience.end();
        committer.close();
    }
}
