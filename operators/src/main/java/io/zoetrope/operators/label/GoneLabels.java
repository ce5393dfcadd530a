package io.zoetrope.operators.label;

import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.TaughtLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Labels that are deleted, by their tenants: the latest ones, within bounds. Which of them are let
 * go depends on nothing but which there are, so that it is the same in all subtasks. For one
 * thread.
 */
final class GoneLabels {
    private static final Comparator<TaughtLabel> BY_AGE =
            Comparator.comparingLong(TaughtLabel::version).thenComparing(TaughtLabel::labelId);

    private final Map<String, TaughtLabel> byId = new HashMap<>();
    private final TreeMap<String, TreeSet<TaughtLabel>> byTenant = new TreeMap<>();

    /** Takes one, in the place of what it was before. */
    void put(TaughtLabel label) {
        remove(label.labelId());
        byId.put(label.labelId(), label);
        byTenant.computeIfAbsent(label.tenant(), tenant -> new TreeSet<>(BY_AGE)).add(label);
    }

    /** It is one no more; or never was. */
    void remove(String id) {
        TaughtLabel label = byId.remove(id);
        if (label == null) {
            return;
        }
        TreeSet<TaughtLabel> others = byTenant.get(label.tenant());
        others.remove(label);
        if (others.isEmpty()) {
            byTenant.remove(label.tenant());
        }
    }

    /**
     * Lets go of what is too much: of a tenant that has too many its oldest, and if all have, the
     * oldest of the tenant that has most.
     *
     * @return ids of those
     */
    List<String> letGo(String tenant) {
        List<String> ids = new ArrayList<>();
        while (of(tenant) > LabelLimits.MAX_GONE) {
            ids.add(letGoOldest(tenant));
        }
        while (byId.size() > LabelLimits.MAX_GONE_IN_ALL) {
            ids.add(letGoOldest(ofMost()));
        }
        return ids;
    }

    private int of(String tenant) {
        TreeSet<TaughtLabel> labels = byTenant.get(tenant);
        return labels == null ? 0 : labels.size();
    }

    private String letGoOldest(String tenant) {
        String id = byTenant.get(tenant).first().labelId();
        remove(id);
        return id;
    }

    /** The first by name of those that have most. */
    private String ofMost() {
        String most = byTenant.firstKey();
        for (String tenant : byTenant.keySet()) {
            if (of(tenant) > of(most)) {
                most = tenant;
            }
        }
        return most;
    }
}
