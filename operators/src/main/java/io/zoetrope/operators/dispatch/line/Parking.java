package io.zoetrope.operators.dispatch.line;

import io.zoetrope.operators.dispatch.line.WaitingVideo.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Videos that are in no tenant's queue, by what they wait for: so that one that cannot go costs the
 * others nothing. For one thread.
 */
final class Parking {
    private final Map<String, TreeMap<Long, WaitingVideo>> byStore = new LinkedHashMap<>();
    private final List<Set<WaitingVideo>> bySlot = new ArrayList<>();
    private final Map<Tenant, TreeMap<Long, WaitingVideo>> forChain = new LinkedHashMap<>();
    private final PriorityQueue<WaitingVideo> backoff =
            new PriorityQueue<>(Comparator.comparingLong((WaitingVideo v) -> v.notBeforeMs));

    Parking(int slots) {
        for (int i = 0; i < slots; i++) {
            bySlot.add(new LinkedHashSet<>());
        }
    }

    void untilDone(WaitingVideo video) {
        video.wait = Wait.DONE;
    }

    void forStore(WaitingVideo video) {
        video.wait = Wait.STORE;
        byStore.computeIfAbsent(video.awaited, name -> new TreeMap<>()).put(video.sequence, video);
    }

    /** Until a slot has room again. */
    void forRoom(WaitingVideo video, int slot) {
        video.wait = Wait.SLOT;
        bySlot.get(slot).add(video);
    }

    /** Until a slot can keep one more decoder in the middle of a group of pictures. */
    void forChain(WaitingVideo video) {
        video.wait = Wait.SLOT;
        forChain.computeIfAbsent(video.tenant, t -> new TreeMap<>()).put(video.sequence, video);
    }

    void until(WaitingVideo video, long notBeforeMs) {
        video.wait = Wait.BACKOFF;
        video.notBeforeMs = notBeforeMs;
        backoff.add(video);
    }

    /** Takes one out, whatever it waits for. */
    void remove(WaitingVideo video) {
        switch (video.wait) {
            case STORE -> removeFrom(byStore, video.awaited, video);
            case BACKOFF -> backoff.remove(video);
            case SLOT -> {
                bySlot.forEach(waiting -> waiting.remove(video));
                removeFrom(forChain, video.tenant, video);
            }
            case DONE, NONE -> {}
        }
        video.wait = Wait.NONE;
    }

    /** All that wait for a store; they still do. */
    List<WaitingVideo> ofStore(String store) {
        TreeMap<Long, WaitingVideo> waiting = byStore.get(store);
        return waiting == null ? List.of() : List.copyOf(waiting.values());
    }

    /** The first one of a store; null if none waits. */
    WaitingVideo firstOfStore(String store) {
        TreeMap<Long, WaitingVideo> waiting = byStore.get(store);
        return waiting == null ? null : waiting.firstEntry().getValue();
    }

    List<String> stores() {
        return List.copyOf(byStore.keySet());
    }

    /** All that wait for a slot's room; they still do. */
    List<WaitingVideo> ofSlot(int slot) {
        return List.copyOf(bySlot.get(slot));
    }

    /** The first one of each tenant that waits for a place for its decoder; they still do. */
    List<WaitingVideo> firstForChain() {
        return forChain.values().stream().map(all -> all.firstEntry().getValue()).toList();
    }

    /** The first one of a tenant that does; null if none does. It still waits. */
    WaitingVideo firstForChain(Tenant tenant) {
        TreeMap<Long, WaitingVideo> waiting = forChain.get(tenant);
        return waiting == null ? null : waiting.firstEntry().getValue();
    }

    /** One whose time has come; null if there is none. It still waits. */
    WaitingVideo due(long nowMs) {
        WaitingVideo first = backoff.peek();
        return first != null && first.notBeforeMs <= nowMs ? first : null;
    }

    private static <K> void removeFrom(
            Map<K, TreeMap<Long, WaitingVideo>> all, K key, WaitingVideo video) {
        TreeMap<Long, WaitingVideo> waiting = all.get(key);
        if (waiting != null && waiting.remove(video.sequence) != null && waiting.isEmpty()) {
            all.remove(key);
        }
    }
}
