package io.zoetrope.query.searchers.route;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.question.Calibration;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.searchers.Searcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks searchers side by side. One that fails, or is late, is named as degraded, and the others
 * answer; only if none answers, the question fails. Tenants share the threads. Thread-safe.
 */
public final class Router implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** Of searchers; most of the time each waits for OpenSearch. */
    private static final int AT_ONCE = 128;

    /** Of one tenant's: a search may have 72, eight clauses in nine sources. */
    private static final int AT_ONCE_OF_ONE = 96;

    /** What cannot be begun in time is late, and not worth more room. */
    private static final int WAITING_OF_ONE = 1_024;

    private static final int SERVER_ERROR = 500;

    /** What one searcher found for one clause. */
    public record Part(Sought sought, String modality, List<Hit> hits) {}

    /**
     * @param parts in the order of clauses and their modalities
     */
    public record Answer(List<Part> parts, List<Degraded> degraded) {}

    /**
     * @param failure the first; null for none
     */
    private record Asked(List<Part> parts, List<Degraded> degraded, Throwable failure) {}

    private record Running(Sought sought, Searcher searcher, Future<Hits> hits) {}

    private final List<Searcher> searchers;
    private final Duration deadline;
    private final FairPool threads =
            new FairPool("searcher", AT_ONCE, AT_ONCE_OF_ONE, WAITING_OF_ONE);

    /**
     * @param deadline for all of a question together
     */
    public Router(List<Searcher> searchers, Duration deadline) {
        this.searchers = List.copyOf(searchers);
        this.deadline = deadline;
    }

    /**
     * @param depth hits of each searcher for each clause, at most
     * @throws IOException if no searcher answers
     * @throws ApiError 4xx if what is looked for is not there
     */
    public Answer ask(Scope scope, List<Sought> clauses, int depth) throws IOException {
        Asked asked = asked(scope, clauses, depth);
        if (asked.parts().isEmpty() && !asked.degraded().isEmpty()) {
            throw asked.failure() == null
                    ? new Unavailable("no source answers; try again", null)
                    : asIo(asked.failure());
        }
        return new Answer(asked.parts(), asked.degraded());
    }

    /**
     * As {@link #ask}, but if no searcher answers that is no failure: the rest of the question can
     * be answered without.
     */
    public Answer askBeside(Scope scope, List<Sought> clauses, int depth) {
        Asked asked = asked(scope, clauses, depth);
        return new Answer(asked.parts(), asked.degraded());
    }

    private Asked asked(Scope scope, List<Sought> clauses, int depth) {
        long end = System.nanoTime() + deadline.toNanos();
        Set<Degraded> degraded = new LinkedHashSet<>();
        List<Running> running = new ArrayList<>();
        for (Sought sought : clauses) {
            for (Searcher searcher : searchers) {
                if (sought.modalities().contains(searcher.modality())
                        && searcher.knows(sought.subject())) {
                    start(scope, sought, searcher, depth, running, degraded);
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        Throwable failure = null;
        for (Running one : running) {
            String modality = one.searcher().modality();
            try {
                Hits hits = one.hits().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                parts.add(part(one.sought(), modality, hits.hits()));
                degraded.addAll(hits.degraded());
            } catch (TimeoutException e) {
                one.hits().cancel(true);
                degraded.add(new Degraded(modality, "late"));
            } catch (ExecutionException e) {
                refuse(e.getCause(), running);
                degraded.add(new Degraded(modality, reason(modality, e.getCause())));
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                running.forEach(left -> left.hits().cancel(true));
                Thread.currentThread().interrupt();
                degraded.add(new Degraded(modality, "unavailable"));
                failure = new Unavailable("the service is stopping", e);
            }
        }
        return new Asked(parts, List.copyOf(degraded), failure);
    }

    private void start(
            Scope scope,
            Sought sought,
            Searcher searcher,
            int depth,
            List<Running> running,
            Set<Degraded> degraded) {
        try {
            running.add(
                    new Running(
                            sought,
                            searcher,
                            threads.submit(
                                    scope.tenant(), () -> searcher.find(scope, sought, depth))));
        } catch (RejectedExecutionException e) {
            degraded.add(new Degraded(searcher.modality(), "busy"));
        }
    }

    private static Part part(Sought sought, String modality, List<Hit> hits) {
        Calibration calibration = sought.calibration();
        return new Part(
                sought,
                modality,
                calibration.isOf(modality)
                        ? hits.stream()
                                .map(h -> h.confident(calibration.apply(modality, h.confidence())))
                                .toList()
                        : hits);
    }

    /** What is wrong with the question is wrong whatever the others find. */
    private static void refuse(Throwable failure, List<Running> running) {
        if (failure instanceof ApiError error && error.status() < SERVER_ERROR) {
            running.forEach(left -> left.hits().cancel(true));
            throw error;
        }
    }

    private static String reason(String modality, Throwable failure) {
        if (failure instanceof Unavailable) {
            return "unavailable";
        }
        LOG.warn("the source {} failed", modality, failure);
        return "failed";
    }

    private static IOException asIo(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }

    @Override
    public void close() {
        threads.close();
    }
}
