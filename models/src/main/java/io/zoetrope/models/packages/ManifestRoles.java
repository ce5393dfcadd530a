package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.packages.manifest.GraphSpec;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.packages.manifest.SentenceRule;
import io.zoetrope.models.packages.manifest.TensorSpec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether each graph has the tensors that its task fills and reads, and no input beside them. */
final class ManifestRoles {
    private ManifestRoles() {}

    /**
     * @param manifest with the parts that its task needs
     * @throws ManifestException if a graph or a role is missing, or nothing would fill an input
     */
    static void check(ManifestNode top, ModelManifest manifest) {
        for (ModelTask.GraphRoles roles : manifest.task().graphs()) {
            ManifestNode node = top.at("graphs").at(roles.graph());
            GraphSpec graph = manifest.graphs().get(roles.graph());
            if (graph == null) {
                throw node.expected("a graph, as the task needs one");
            }
            checkThere(node.at("inputs"), graph.inputs(), roles.inputs());
            checkThere(node.at("outputs"), graph.outputs(), outputs(roles, manifest));
            checkFilled(node.at("inputs"), graph.inputs(), roles);
        }
        top.at("graphs").object(names(manifest.task()));
    }

    private static Set<String> names(ModelTask task) {
        return task.graphs().stream().map(ModelTask.GraphRoles::graph).collect(Collectors.toSet());
    }

    private static void checkThere(
            ManifestNode node, List<TensorSpec> has, Collection<String> needs) {
        for (String role : needs) {
            if (has.stream().noneMatch(t -> t.role().equals(role))) {
                throw node.expected("a tensor of role '" + role + "'");
            }
        }
    }

    private static void checkFilled(
            ManifestNode node, List<TensorSpec> inputs, ModelTask.GraphRoles roles) {
        List<ManifestNode> places = node.list(place -> place);
        for (int i = 0; i < inputs.size(); i++) {
            if (!roles.fills(inputs.get(i).role())) {
                Set<String> filled = new TreeSet<>(roles.inputs());
                filled.addAll(roles.optional());
                throw places.get(i).expected("a role of " + filled);
            }
        }
    }

    private static Collection<String> outputs(ModelTask.GraphRoles roles, ModelManifest manifest) {
        return switch (manifest.task()) {
            case OBJECT_DETECTOR -> headOutputs(manifest.head());
            case SENTENCE_ENCODER -> List.of(pooled(manifest.sentence()));
            default -> roles.outputs();
        };
    }

    private static String pooled(SentenceRule rule) {
        return rule.pooling() == SentenceRule.Pooling.NONE ? "embedding" : "hidden";
    }

    private static List<String> headOutputs(DetectorHead head) {
        return switch (head.kind()) {
            case BOXES -> List.of("boxes", "scores", "classes");
            case YOLOX -> List.of("raw");
            case YUNET ->
                    head.strides().stream()
                            .flatMap(s -> Stream.of("cls_" + s, "obj_" + s, "bbox_" + s))
                            .toList();
        };
    }
}
