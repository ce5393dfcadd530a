package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.FindingReader;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.TeachableKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Look-alikes of a label's examples that nobody has judged, likeliest first. Thread-safe. */
final class Candidates {
    /** Of those nearest to the positive examples. */
    private static final int REACH = 400;

    private final FindingReader findings;
    private final LabelMeanings meanings;

    Candidates(FindingReader findings, LabelMeanings meanings) {
        this.findings = findings;
        this.meanings = meanings;
    }

    List<LookAlike> of(String tenant, BookedLabel label, int limit) throws IOException {
        TaughtLabel means = meanings.of(tenant, label);
        Set<String> judged = new TreeSet<>(label.positives().keySet());
        judged.addAll(label.negatives().keySet());
        List<LookAlike> candidates = new ArrayList<>();
        for (LabelModel model : means.models()) {
            TeachableKind kind = TeachableKind.of(model.kind());
            TermFilter allowed =
                    new TermFilter()
                            .term(ObjectFields.TENANT, tenant)
                            .anyOf(ObjectFields.OBJECT_CLASS, model.classes())
                            .notAnyOf(kind.idField(), List.copyOf(judged));
            FindingReader.Near near =
                    findings.near(kind, model.model(), mean(label, model), allowed, REACH, null);
            for (JsonNode document : near.documents()) {
                double likelihood = model.likelihood(kind.vectorOf(document));
                if (likelihood >= LabelModel.LIKELY) {
                    candidates.add(LookAlike.of(document, likelihood));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(LookAlike::score).reversed());
        return candidates.subList(0, Math.min(limit, candidates.size()));
    }

    /** The examples that are still there, by their ids. */
    Map<String, LookAlike> standing(String tenant, BookedLabel label) throws IOException {
        Map<String, LookAlike> standing = new HashMap<>();
        List<String> ids = new ArrayList<>(label.positives().keySet());
        ids.addAll(label.negatives().keySet());
        for (JsonNode document : findings.find(tenant, ids)) {
            TeachableKind kind = TeachableKind.of(document);
            standing.put(document.path(kind.idField()).asText(), LookAlike.of(document, 1));
        }
        return standing;
    }

    /** As vectors are indexed, not as they stand out. */
    private static Vector mean(BookedLabel label, LabelModel model) {
        float[] sum = new float[model.prototype().dimension()];
        for (Example example : label.positives().values()) {
            if (example.kind() == model.kind()
                    && example.model().equals(model.model())
                    && example.vector().dimension() == sum.length) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += example.vector().values()[i];
                }
            }
        }
        return new Vector(sum);
    }
}
