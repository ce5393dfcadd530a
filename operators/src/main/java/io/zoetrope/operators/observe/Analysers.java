package io.zoetrope.operators.observe;

import io.zoetrope.domain.ArrivalLimits;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VectorSpace;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.models.packages.Recognition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that look at a video's pictures.
 *
 * @param list each with a name of its own; one is called {@link #VISUAL}
 * @param sentences what gives lines of dialogue their vectors
 */
public record Analysers(List<Analyser> list, SentenceVectors sentences) implements Serializable {
    /** The encoder: its vectors make moments and name the index. */
    public static final String VISUAL = "visual";

    /** The detector: its labels are the classes of moments. */
    public static final String OBJECTS = "objects";

    /** What reads on the screen. */
    public static final String TEXT = "text";

    /** Not an analyser: the model of the vectors of lines and of words on the screen. */
    public static final String SENTENCES = "sentences";

    /** What is made of their observations, by the name of the analyser. */
    private static final Map<String, FindingKind> KINDS =
            Map.of(VISUAL, FindingKind.MOMENT, OBJECTS, FindingKind.OBJECT);

    public Analysers {
        list = List.copyOf(list);
        if (list.size() > ArrivalLimits.MAX_ANALYSERS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d analysers, but at most %d are served in one pass: %s",
                            list.size(),
                            ArrivalLimits.MAX_ANALYSERS,
                            names(list)));
        }
        long names = list.stream().map(analyser -> analyser.spec().name()).distinct().count();
        if (names < list.size()) {
            throw new IllegalArgumentException("two analysers have the same name: " + names(list));
        }
        if (list.stream().noneMatch(analyser -> analyser.spec().name().equals(VISUAL))) {
            throw new IllegalArgumentException(
                    "one analyser must be called '%s': %s".formatted(VISUAL, names(list)));
        }
    }

    /** Without vectors of sentences. */
    public static Analysers of(Analyser... analysers) {
        return new Analysers(List.of(analysers), SentenceVectors.NONE);
    }

    public Analysers with(SentenceVectors newSentences) {
        return new Analysers(list, newSentences);
    }

    /**
     * Some of them.
     *
     * @param names empty for all
     * @throws IllegalArgumentException if one is called otherwise, or {@link #VISUAL} is left out
     */
    public Analysers only(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        List<String> here = names();
        if (!here.containsAll(names)) {
            throw new IllegalArgumentException(
                    "the analysers are %s: %s cannot be chosen from them".formatted(here, names));
        }
        return new Analysers(
                list.stream().filter(one -> names.contains(one.spec().name())).toList(), sentences);
    }

    /** As arrivals name them. */
    public List<String> names() {
        return names(list);
    }

    /** Of the encoder. */
    public AnalyserSpec visual() {
        return list.stream()
                .map(Analyser::spec)
                .filter(spec -> spec.name().equals(VISUAL))
                .findFirst()
                .orElseThrow();
    }

    /** Of objects by the vectors of the detector's analyser. */
    public Recognition recognition() {
        return list.stream()
                .map(Analyser::spec)
                .filter(spec -> spec.name().equals(OBJECTS))
                .findFirst()
                .map(AnalyserSpec::recognition)
                .orElse(Recognition.NONE);
    }

    /** What a decoder makes for them. */
    public List<PictureSampling> pictures() {
        return list.stream().map(analyser -> analyser.spec().pictures()).toList();
    }

    /** By the name of the analyser, and that of {@link #SENTENCES} if there is one. */
    public Map<String, ModelRef> models() {
        Map<String, ModelRef> models = new HashMap<>();
        list.forEach(analyser -> models.put(analyser.spec().name(), analyser.spec().model()));
        sentences.model().ifPresent(model -> models.put(SENTENCES, model));
        return models;
    }

    /** What is found and indexed by their models. */
    public List<VectorSpace> spaces() {
        List<VectorSpace> spaces = new ArrayList<>();
        for (Analyser analyser : list) {
            AnalyserSpec spec = analyser.spec();
            FindingKind kind = KINDS.get(spec.name());
            if (kind != null) {
                spaces.add(new VectorSpace(kind, spec.model(), spec.dimension()));
            }
        }
        sentences
                .model()
                .ifPresent(
                        model -> {
                            spaces.add(wordsOf(FindingKind.LINE, model));
                            spaces.add(wordsOf(FindingKind.TEXT, model));
                        });
        return spaces;
    }

    private VectorSpace wordsOf(FindingKind kind, ModelRef model) {
        return new VectorSpace(kind, model, sentences.dimension());
    }

    private static List<String> names(List<Analyser> list) {
        return list.stream().map(analyser -> analyser.spec().name()).toList();
    }
}
