package io.zoetrope.operators.dispatch.line;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Shares out turns by cost. Each round gives every member a quantum of credit; a member is served
 * while its credit is positive, and pays after it was served, so that a dear piece of work needs no
 * saving up but is paid off over the next rounds. After Shreedhar and Varghese, "Efficient Fair
 * Queuing using Deficit Round Robin", 1995, in the variant that lets the deficit go below zero
 * (surplus round robin).
 *
 * <p>One that joins stands behind all others and is served at the latest after each of them was
 * served once more. For one thread.
 */
final class DeficitRoundRobin<T> {
    private static final class Turn<T> {
        private final T member;
        private final long quantum;
        private long credit;

        /** Whether it got its quantum of the round that goes on. */
        private boolean visited;

        Turn(T member, long quantum) {
            this.member = member;
            this.quantum = quantum;
        }
    }

    private final Map<T, Turn<T>> turns = new HashMap<>();

    /** Those that have work; the first one has the turn. */
    private final LinkedHashSet<Turn<T>> ring = new LinkedHashSet<>();

    /**
     * It has work.
     *
     * @param quantum credit of one round, at least 1; what was given first counts
     */
    void join(T member, long quantum) {
        ring.add(turns.computeIfAbsent(member, m -> new Turn<>(m, Math.max(1, quantum))));
    }

    /** It has no work for now: its credit is void, what it owes stays. */
    void leave(T member) {
        Turn<T> turn = turns.get(member);
        if (turn != null && ring.remove(turn)) {
            turn.credit = Math.min(0, turn.credit);
            turn.visited = false;
        }
    }

    /** It is gone, with what it owes. */
    void forget(T member) {
        leave(member);
        turns.remove(member);
    }

    /** Whose turn it is; null if nobody has work. */
    T turn() {
        for (int passed = 0; !ring.isEmpty(); passed++) {
            if (passed > ring.size()) {
                skipRounds();
                passed = 0;
            }
            Turn<T> first = ring.iterator().next();
            if (!first.visited) {
                first.visited = true;
                first.credit += first.quantum;
            }
            if (first.credit > 0) {
                return first.member;
            }
            first.visited = false;
            ring.remove(first);
            ring.add(first);
        }
        return null;
    }

    /** What a member that has the turn was served. */
    void charge(T member, long cost) {
        turns.get(member).credit -= cost;
    }

    /** All rounds at once in which nobody would be served. */
    private void skipRounds() {
        long rounds = Long.MAX_VALUE;
        for (Turn<T> turn : ring) {
            rounds = Math.min(rounds, -turn.credit / turn.quantum);
        }
        for (Iterator<Turn<T>> all = ring.iterator(); rounds > 0 && all.hasNext(); ) {
            Turn<T> turn = all.next();
            turn.credit += rounds * turn.quantum;
        }
    }
}
