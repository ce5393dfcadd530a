package io.zoetrope.models.packages;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.ModelTask;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code model.yaml}, format 1. */
public final class ManifestReader {
    private static final int FORMAT = 1;
    private static final Set<String> KEYS =
            Set.of(
                    "format",
                    "name",
                    "version",
                    "task",
                    "description",
                    "licence",
                    "verified",
                    "note",
                    "space",
                    "dimension",
                    "normalised",
                    "files",
                    "graphs",
                    "image",
                    "text",
                    "audio",
                    "head",
                    "decoding",
                    "sentence",
                    "regions",
                    "characters",
                    "labels",
                    "recognition");
    private static final Set<ModelTask> WITH_VECTORS =
            Set.of(
                    ModelTask.IMAGE_TEXT_ENCODER,
                    ModelTask.IMAGE_ENCODER,
                    ModelTask.APPEARANCE_ENCODER,
                    ModelTask.AUDIO_ENCODER,
                    ModelTask.CAPTION_DECODER,
                    ModelTask.SENTENCE_ENCODER);
    private static final JsonMapper YAML =
            JsonMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(20)
                                                    .build())
                                    .build())
                    .build();

    private ManifestReader() {}

    /**
     * @param file as people know it, for messages
     * @param yaml UTF-8
     * @throws ManifestException if it is not what the schema asks for
     */
    public static ModelManifest read(String file, byte[] yaml) {
        ManifestNode top = new ManifestNode(file, "", parse(file, yaml));
        checkFormat(top.at("format"));
        top.object(KEYS);
        ModelTask task = top.at("task").oneOf(ModelTask.values(), ModelTask::wireName);
        String licence = top.at("licence").text();
        ModelManifest manifest =
                new ModelManifest(
                        ref(top),
                        task,
                        about(top, licence),
                        top.at("space").text(name(top)),
                        dimension(top.at("dimension"), task),
                        top.at("normalised").flag(false),
                        top.at("files").list(node -> ManifestParts.file(node, licence)),
                        top.at("graphs").map(ManifestParts::graph),
                        part(top.at("image"), ManifestParts::image),
                        part(top.at("text"), ManifestParts::text),
                        part(top.at("audio"), ManifestParts::audio),
                        part(top.at("head"), ManifestParts::head),
                        part(top.at("decoding"), ManifestParts::decoding),
                        part(top.at("sentence"), TextParts::sentence),
                        part(top.at("regions"), TextParts::regions),
                        part(top.at("characters"), TextParts::characters),
                        ManifestParts.labels(top.at("labels")),
                        ManifestParts.recognition(top.at("recognition"), task));
        checkParts(top, manifest);
        ManifestRoles.check(top, manifest);
        ManifestSizes.check(top, manifest);
        checkFiles(top, manifest);
        return manifest;
    }

    private static JsonNode parse(String file, byte[] yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            String line = e.getMessage().lines().findFirst().orElse("");
            throw new ManifestException(file + ": expected YAML: " + line, e);
        }
    }

    private static void checkFormat(ManifestNode format) {
        if (!format.value().isInt() || format.value().asInt() != FORMAT) {
            throw format.expected(FORMAT + " (the format that this version reads)");
        }
    }

    private static String name(ManifestNode top) {
        return top.at("name")
                .matching("[a-z0-9][a-z0-9-]{0,62}", "lower-case letters, digits and dashes");
    }

    private static ModelRef ref(ManifestNode top) {
        return new ModelRef(
                name(top),
                top.at("version")
                        .matching("[0-9a-z][0-9a-z.]{0,31}", "lower-case letters, digits, dots"));
    }

    private static ModelManifest.About about(ManifestNode top, String licence) {
        return new ModelManifest.About(
                top.at("description").text(""),
                licence,
                top.at("verified").flag(false),
                top.at("note").text(""));
    }

    private static int dimension(ManifestNode node, ModelTask task) {
        return WITH_VECTORS.contains(task) ? (int) node.whole(1, 16_000) : node.whole(1, 16_000, 0);
    }

    private static <T> T part(ManifestNode node, Function<ManifestNode, T> read) {
        return node.present() ? read.apply(node) : null;
    }

    private static void checkParts(ManifestNode top, ModelManifest m) {
        Map<String, Object> parts = ManifestNeeds.partsOf(m);
        for (String need : ManifestNeeds.of(m.task())) {
            if (parts.get(need) == null) {
                throw top.at(need).expected("this part, as the task needs it");
            }
        }
        boolean raw = m.head() != null && m.head().kind() != DetectorHead.Kind.BOXES;
        if (raw && m.head().strides().isEmpty()) {
            throw top.at("head").at("strides").expected("a list, as the head needs one");
        }
    }

    private static void checkFiles(ManifestNode top, ModelManifest m) {
        Set<String> used = new LinkedHashSet<>();
        m.graphs()
                .values()
                .forEach(
                        g ->
                                Stream.concat(Stream.of(g.file()), g.variants().values().stream())
                                        .forEach(used::add));
        if (m.text() != null) {
            used.addAll(m.text().files().values());
        }
        if (m.characters() != null) {
            used.add(m.characters().file());
        }
        if (!m.labels().file().isEmpty()) {
            used.add(m.labels().file());
        }
        for (String path : used) {
            if (m.file(path).isEmpty()) {
                throw top.at("files").expected("an entry with path '" + path + "'");
            }
        }
    }
}
