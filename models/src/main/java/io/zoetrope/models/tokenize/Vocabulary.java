package io.zoetrope.models.tokenize;

import java.util.HashMap;
import java.util.Map;

/** Entries and their ids, both ways. Ids need not be without gaps. */
final class Vocabulary {
    private final Map<String, Integer> ids;
    private final String[] entries;
    private final int longest;

    /**
     * @param ids entry to id, all at least 0
     */
    Vocabulary(Map<String, Integer> ids) {
        this.ids = new HashMap<>(ids);
        int highest = ids.values().stream().mapToInt(i -> i).max().orElse(-1);
        entries = new String[highest + 1];
        ids.forEach((entry, id) -> entries[id] = entry);
        longest = ids.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** -1 if there is none. */
    int id(String entry) {
        return ids.getOrDefault(entry, -1);
    }

    int size() {
        return entries.length;
    }

    /** Empty for an id in a gap. */
    String entry(int id) {
        return entries[id] == null ? "" : entries[id];
    }

    /** UTF-16 units of the longest entry. */
    int longest() {
        return longest;
    }
}
