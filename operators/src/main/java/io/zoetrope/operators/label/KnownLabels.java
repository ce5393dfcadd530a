package io.zoetrope.operators.label;

import io.zoetrope.domain.Finding;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.Labels;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All labels by their tenants, and which a finding has. For one thread. */
final class KnownLabels {
    private final Map<String, Map<String, TaughtLabel>> byTenant = new HashMap<>();
    private int count;

    void put(TaughtLabel label) {
        TaughtLabel before =
                byTenant.computeIfAbsent(label.tenant(), tenant -> new HashMap<>())
                        .put(label.labelId(), label);
        count += before == null ? 1 : 0;
    }

    void remove(TaughtLabel label) {
        Map<String, TaughtLabel> ofTenant = byTenant.get(label.tenant());
        if (ofTenant != null && ofTenant.remove(label.labelId()) != null) {
            count--;
        }
    }

    /** Whether one more may be taken. */
    boolean hasRoom(String tenant) {
        return count < LabelLimits.MAX_LABELS_IN_ALL
                && byTenant.getOrDefault(tenant, Map.of()).size() < LabelLimits.MAX_LABELS;
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
