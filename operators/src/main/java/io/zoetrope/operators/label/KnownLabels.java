package io.zoetrope.operators.label;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All labels by their tenants, and which a finding has. For one thread. */
final class KnownLabels {
    private final Map<String, Map<String, TaughtLabel>> byTenant = new HashMap<>();
    private final Map<String, Long> bytesOfTenant = new HashMap<>();

    private final GoneLabels gone = new GoneLabels();

    private int count;
    private long bytes;

    /** Takes one; of one that is deleted nothing but that. */
    void put(TaughtLabel label) {
        remove(label);
        if (label.deleted()) {
            gone.put(label);
            return;
        }
        gone.remove(label.labelId());
        byTenant.computeIfAbsent(label.tenant(), tenant -> new HashMap<>())
                .put(label.labelId(), label);
        count++;
        add(label.tenant(), label.bytes());
    }

    void remove(TaughtLabel label) {
        TaughtLabel before = before(label);
        if (before != null) {
            byTenant.get(label.tenant()).remove(label.labelId());
            count--;
            add(label.tenant(), -before.bytes());
        }
    }

    private void add(String tenant, long more) {
        bytes += more;
        bytesOfTenant.merge(tenant, more, Long::sum);
    }

    private TaughtLabel before(TaughtLabel label) {
        return byTenant.getOrDefault(label.tenant(), Map.of()).get(label.labelId());
    }

    /**
     * Forgets that the oldest are deleted, if a tenant's or all together are too many.
     *
     * @return ids of those
     */
    List<String> letGo(String tenant) {
        return gone.letGo(tenant);
    }

    /**
     * Whether it may be taken, in the place of what it was before. One that is deleted always may,
     * and one that becomes no larger, even if there are more than may be: an older state had no
     * such bounds.
     */
    boolean hasRoom(TaughtLabel label) {
        if (label.deleted()) {
            return true;
        }
        TaughtLabel before = before(label);
        String tenant = label.tenant();
        if (before == null
                && (count >= LabelLimits.MAX_LABELS_IN_ALL
                        || byTenant.getOrDefault(tenant, Map.of()).size()
                                >= LabelLimits.MAX_LABELS)) {
            return false;
        }
        long more = label.bytes() - (before == null ? 0 : before.bytes());
        if (before != null && more <= 0) {
            return true;
        }
        return bytes + more <= LabelLimits.MAX_BYTES_IN_ALL
                && bytesOfTenant.getOrDefault(tenant, 0L) + more <= LabelLimits.MAX_BYTES;
    }

    /** Whether its tenant has labels that it may have. */
    boolean concerns(Finding finding) {
        FindingKind kind = finding.kind();
        return (kind == FindingKind.OBJECT || kind == FindingKind.MOMENT)
                && !byTenant.getOrDefault(finding.video().tenant(), Map.of()).isEmpty();
    }

    Labels of(Finding finding) {
        boolean object = finding.kind() == FindingKind.OBJECT;
        Vector seen = object ? finding.object().track().appearance() : finding.moment().visual();
        String clazz = object ? finding.object().track().label() : "";
        List<String> names = new ArrayList<>();
        List<String> likely = new ArrayList<>();
        for (TaughtLabel label : byTenant.get(finding.video().tenant()).values()) {
            double likelihood =
                    label.likelihood(finding.kind(), finding.found().model(), clazz, seen);
            if (likelihood >= LabelModel.SURE) {
                names.add(label.name());
            } else if (likelihood >= LabelModel.LIKELY) {
                likely.add(label.name());
            }
        }
        Collections.sort(names);
        Collections.sort(likely);
        return new Labels(names, likely);
    }
}
