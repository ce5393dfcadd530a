package io.zoetrope.query.search;

import io.zoetrope.query.question.ClauseQuery;
import io.zoetrope.query.question.ClauseQuery.Operator;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the sources found for the clauses of a question, read deeper as long as that is needed: one
 * long shot may be all that lies at the top of a source.
 */
final class Reading {
    /** Of each source for each clause: what lies deeper is not looked at while enough is found. */
    static final int DEPTH = 150;

    static final int MAX_DEPTH = 1_000;
    private static final int TIMES = 8;

    /** If any clause will do: twice deeper than the ordinary search, which is one round. */
    private static final int MOST_ROUNDS_OF_ANY = 3;

    /** If clauses must be found together, and where they are may lie deep. */
    private static final int MOST_ROUNDS = 6;

    /** After this no further round is begun. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** Below this a hit is as good as certainly wrong. */
    private static final double LEAST = 0.05;

    private final Router router;
    private final ClauseQuery query;
    private final List<Router.Part> parts = new ArrayList<>();
    private final Set<String> cut = new LinkedHashSet<>();
    private final long startNanos = System.nanoTime();
    private final Scope whole;
    private List<Router.Part> latest;

    /** What is asked for next: all, or what was not found yet. */
    private Scope scope;

    private int depth;
    private int rounds = 1;
    private boolean widened;

    private Reading(Router router, Scope scope, ClauseQuery query, int depth) {
        this.router = router;
        this.whole = scope;
        this.scope = scope;
        this.query = query;
        this.depth = depth;
    }

    /**
     * @param depth hits of each source for each clause
     * @param degraded takes what could not be looked at
     * @throws IOException if no source answers
     */
    static Reading start(
            Router router, Scope scope, ClauseQuery query, int depth, Set<Degraded> degraded)
            throws IOException {
        Reading reading = new Reading(router, scope, query, depth);
        Router.Answer answer = router.ask(scope, query.clauses(), depth);
        reading.latest = answer.parts();
        reading.parts.addAll(answer.parts());
        degraded.addAll(answer.degraded());
        return reading;
    }

    /**
     * Asks once what else lies in the best videos, if the best that each source found of a video
     * was read: what two of them find at one place may be the best of neither. Only in those of
     * which several things are the best; if all sources have the same one, no other is better.
     *
     * @param videos best first
     * @param degraded takes what could not be looked at
     * @return whether there may be more than before
     */
    boolean widen(List<String> videos, Set<Degraded> degraded) {
        if (!whole.byVideo() || widened) {
            return false;
        }
        Set<String> several = ofSeveral();
        List<String> unsettled = videos.stream().filter(several::contains).toList();
        if (unsettled.isEmpty()) {
            return false;
        }
        widened = true;
        Router.Answer answer = router.askBeside(whole.allOf(unsettled), query.clauses(), DEPTH);
        parts.addAll(answer.parts());
        degraded.addAll(answer.degraded());
        return true;
    }

    /** Videos in which more than one thing was found. */
    private Set<String> ofSeveral() {
        Map<String, Hit> first = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (Router.Part part : parts) {
            for (Hit hit : part.hits()) {
                Hit other = first.putIfAbsent(hit.videoId(), hit);
                if (other != null && !(other.kind() == hit.kind() && other.id().equals(hit.id()))) {
                    several.add(hit.videoId());
                }
            }
        }
        return several;
    }

    /** All that was found. */
    List<Router.Part> parts() {
        return parts;
    }

    /**
     * Asks the sources that have more for more: eight times as much, and in the end for what lies
     * in other videos than all that they gave.
     *
     * @param degraded takes what could not be looked at, and which sources have more than was read
     * @return whether there is more than before
     */
    boolean deeper(Set<Degraded> degraded) {
        List<Router.Part> full = full();
        boolean late = System.nanoTime() - startNanos > LONGEST.toNanos();
        boolean last = full.isEmpty() || rounds == mostRounds() || late;
        if (last || depth == MAX_DEPTH) {
            full.forEach(part -> cut.add(part.modality()));
        }
        if (last) {
            cut.forEach(modality -> degraded.add(new Degraded(modality, Degraded.DEPTH)));
            return false;
        }
        rounds++;
        if (depth < MAX_DEPTH) {
            depth = Math.min(MAX_DEPTH, TIMES * depth);
        } else {
            scope =
                    scope.passingOver(
                            full.stream()
                                    .flatMap(part -> part.hits().stream())
                                    .map(Hit::videoId)
                                    .distinct()
                                    .toList());
        }
        List<Sought> again =
                full.stream()
                        .map(part -> part.sought().in(List.of(part.modality())))
                        .distinct()
                        .toList();
        Router.Answer answer = router.askBeside(scope, again, depth);
        latest = answer.parts();
        parts.addAll(latest);
        degraded.addAll(answer.degraded());
        return !latest.isEmpty();
    }

    /** The sources that have more, if it could be good enough. */
    private List<Router.Part> full() {
        List<Router.Part> full = latest.stream().filter(this::hasMore).toList();
        return mayMatter(full) ? full : List.of();
    }

    /**
     * Gave as many as were asked for, or all but the example that they are like; and the last of
     * them is worth anything, or nothing else is.
     */
    private boolean hasMore(Router.Part part) {
        int size = part.hits().size();
        return size > 0
                && size >= depth - 1
                && (isLikely(last(part)) || (isOfAny() && !anyIsLikely()));
    }

    private boolean anyIsLikely() {
        return parts.stream().flatMap(part -> part.hits().stream()).anyMatch(Reading::isLikely);
    }

    private static boolean isLikely(Hit hit) {
        return hit.confidence() >= LEAST;
    }

    private boolean isOfAny() {
        return query.operator() == Operator.OR;
    }

    private int mostRounds() {
        return isOfAny() ? MOST_ROUNDS_OF_ANY : MOST_ROUNDS;
    }

    /** Whether what lies deeper in these could be good enough, all of it together. */
    private boolean mayMatter(List<Router.Part> full) {
        double wrong = 1;
        for (Router.Part part : full) {
            wrong *= 1 - last(part).confidence();
        }
        return !isOfAny() || 1 - wrong >= query.rest().minScore();
    }

    private static Hit last(Router.Part part) {
        return part.hits().get(part.hits().size() - 1);
    }
}
