package io.zoetrope.models.packages.manifest;

import java.util.List;
import java.util.Set;

/** What a package does, and the graphs and roles that it must declare for it. */
public enum ModelTask {
    /** Pictures and sentences in one space. */
    IMAGE_TEXT_ENCODER(
            "image-text-encoder",
            List.of(
                    new GraphRoles("image", Set.of("image"), Set.of("embedding")),
                    new GraphRoles(
                            "text",
                            Set.of("input_ids"),
                            Set.of("attention_mask"),
                            Set.of("embedding")))),
    /** Pictures only; {@code scores} over the labels if the graph has them. */
    IMAGE_ENCODER(
            "image-encoder",
            List.of(new GraphRoles("image", Set.of("image"), Set.of("embedding")))),
    /** Which outputs the graph has depends on the kind of its head. */
    OBJECT_DETECTOR(
            "object-detector", List.of(new GraphRoles("detector", Set.of("image"), Set.of()))),
    /** Crops of objects, to recognise them again. */
    APPEARANCE_ENCODER(
            "appearance-encoder",
            List.of(new GraphRoles("image", Set.of("image"), Set.of("embedding")))),
    /** Sounds; {@code scores} over the labels if the graph has them. */
    AUDIO_ENCODER(
            "audio-encoder",
            List.of(new GraphRoles("audio", Set.of("waveform"), Set.of("embedding")))),
    VOICE_ACTIVITY(
            "voice-activity",
            List.of(
                    new GraphRoles(
                            "vad",
                            Set.of("waveform", "state", "sample_rate"),
                            Set.of("speech", "state")))),
    SPEECH_RECOGNIZER(
            "speech-recognizer",
            List.of(
                    new GraphRoles("encoder", Set.of("features"), Set.of("hidden")),
                    new GraphRoles(
                            "decoder",
                            Set.of("input_ids", "hidden"),
                            Set.of("use_cache", "cache.*", "memory.*"),
                            Set.of("logits")))),
    CAPTION_DECODER(
            "caption-decoder",
            List.of(
                    new GraphRoles(
                            "step",
                            Set.of("token", "hidden", "embedding"),
                            Set.of("logits", "hidden")))),
    /** Sentences by what they mean; which output the graph has depends on the pooling. */
    SENTENCE_ENCODER(
            "sentence-encoder",
            List.of(
                    new GraphRoles(
                            "text",
                            Set.of("input_ids"),
                            Set.of("attention_mask", "token_type_ids"),
                            Set.of()))),
    /** Where in a picture something is written. */
    TEXT_DETECTOR(
            "text-detector",
            List.of(new GraphRoles("detector", Set.of("image"), Set.of("probability")))),
    /** What is written in one line. */
    TEXT_RECOGNIZER(
            "text-recognizer",
            List.of(new GraphRoles("recognizer", Set.of("image"), Set.of("characters"))));

    private final String wireName;
    private final List<GraphRoles> graphs;

    ModelTask(String wireName, List<GraphRoles> graphs) {
        this.wireName = wireName;
        this.graphs = graphs;
    }

    /** As {@code model.yaml} writes it. */
    public String wireName() {
        return wireName;
    }

    public List<GraphRoles> graphs() {
        return graphs;
    }

    /**
     * What a task's code fills and reads of a graph.
     *
     * @param inputs that the graph cannot do without
     * @param optional inputs that are filled if the graph has them; a star stands for any end
     * @param outputs that the graph cannot do without
     */
    public record GraphRoles(
            String graph, Set<String> inputs, Set<String> optional, Set<String> outputs) {

        GraphRoles(String graph, Set<String> inputs, Set<String> outputs) {
            this(graph, inputs, Set.of(), outputs);
        }

        /** Whether an input of this role is given a tensor. */
        public boolean fills(String role) {
            return inputs.contains(role) || optional.stream().anyMatch(o -> matches(o, role));
        }

        private static boolean matches(String known, String role) {
            return known.endsWith("*")
                    ? role.startsWith(known.substring(0, known.length() - 1))
                    : role.equals(known);
        }
    }
}
