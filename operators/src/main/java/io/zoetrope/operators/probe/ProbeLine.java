package io.zoetrope.operators.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which uri is probed next: stores take turns, and one that is slow never has all threads while
 * another waits. Holds keys only; what they stand for is in state. For one thread.
 */
final class ProbeLine {
    /**
     * A uri that waits for a thread.
     *
     * @param key tenant and uri
     */
    record Entry(String key, String store) {}

    private final int threads;
    private final int capacity;
    private final Map<String, Deque<Entry>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private int waitingCount;
    private int runningCount;

    /**
     * @param threads that probe
     * @param capacity entries of one store that wait before {@link #isFull}
     */
    ProbeLine(int threads, int capacity) {
        this.threads = threads;
        this.capacity = capacity;
    }

    /** Whether the key waits or runs. */
    boolean has(String key) {
        return keys.contains(key);
    }

    /** Whether a store has as many waiting as it may have. */
    boolean isFull(String store) {
        Deque<Entry> line = waiting.get(store);
        return line != null && line.size() >= capacity;
    }

    /** Whether nothing of other stores waits or runs: then nobody waits behind this one. */
    boolean isAlone(String store) {
        return waiting.keySet().stream().allMatch(store::equals)
                && running.keySet().stream().allMatch(store::equals);
    }

    void add(String key, String store) {
        if (keys.add(key)) {
            waiting.computeIfAbsent(store, none -> new ArrayDeque<>()).add(new Entry(key, store));
            waitingCount++;
        }
    }

    /**
     * Takes the next one to probe; {@link #done} gives its thread back.
     *
     * @return null if none waits, or none may run now
     */
    Entry next() {
        if (runningCount == threads) {
            return null;
        }
        for (Iterator<Map.Entry<String, Deque<Entry>>> i = waiting.entrySet().iterator();
                i.hasNext(); ) {
            Map.Entry<String, Deque<Entry>> line = i.next();
            if (runningCount > 0 && runs(line.getKey()) >= mostRunning()) {
                continue;
            }
            i.remove();
            Entry next = line.getValue().remove();
            if (!line.getValue().isEmpty()) {
                // To the end: the other stores have their turn first.
                waiting.put(line.getKey(), line.getValue());
            }
            waitingCount--;
            running.merge(next.store(), 1, Integer::sum);
            runningCount++;
            return next;
        }
        return null;
    }

    void done(Entry entry) {
        keys.remove(entry.key());
        runningCount--;
        running.computeIfPresent(entry.store(), (store, n) -> n == 1 ? null : n - 1);
    }

    int waiting() {
        return waitingCount;
    }

    int running() {
        return runningCount;
    }

    private int runs(String store) {
        return running.getOrDefault(store, 0);
    }

    /** One thread is kept for whatever store comes next. */
    private int mostRunning() {
        return Math.max(1, threads - 1);
    }
}
