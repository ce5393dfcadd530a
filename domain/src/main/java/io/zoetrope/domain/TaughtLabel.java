package io.zoetrope.domain;

import java.util.List;

/**
 * A label as it was taught last, as {@code video.control} tells the job of it.
 *
 * @param labelId stays when it is renamed; unique among all tenants
 * @param name with accents in their letters, as findings have it; older events may have them apart
 * @param version grows with everything that is said about a tenant's labels
 * @param deleted whether it is no more
 * @param models what it means, for each kind and model that it has examples of
 */
public record TaughtLabel(
        String labelId,
        String tenant,
        String name,
        long version,
        boolean deleted,
        List<LabelModel> models) {
    public TaughtLabel {
        name = name == null ? null : PlainText.composed(name);
        models = models == null ? List.of() : models;
    }

    /** One that is no more. */
    public static TaughtLabel deleted(String labelId, String tenant, String name, long version) {
        return new TaughtLabel(labelId, tenant, name, version, true, List.of());
    }

    /** Roughly, of what it means: four for each value of its vectors. */
    public long bytes() {
        return models.stream().mapToLong(LabelModel::bytes).sum();
    }

    /** In [0,1]: how likely a finding has it. */
    public double likelihood(FindingKind kind, ModelRef model, String clazz, Vector seen) {
        double most = 0;
        for (LabelModel each : models) {
            if (each.concerns(kind, model, clazz)) {
                most = Math.max(most, each.likelihood(seen));
            }
        }
        return most;
    }
}
