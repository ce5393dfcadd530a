package io.zoetrope.operators.observe;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.VectorSpace;
import io.zoetrope.domain.message.ArrivalLimits;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.models.packages.manifest.Recognition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that look at a video's pictures, and all that listen to its sound.
 *
 * @param list each with a name of its own; one is called {@link #VISUAL}
 * @param listeners likewise; none if sound is not decoded
 * @param sentences what gives lines of dialogue their vectors
 */
public record Analysers(
        List<Analyser> list, List<SoundAnalyser> listeners, SentenceVectors sentences)
        implements Serializable {
    /** The encoder: its vectors make moments and name the index. */
    public static final String VISUAL = "visual";

    /** The detector: its labels are the classes of moments. */
    public static final String OBJECTS = "objects";

    /** What reads on the screen. */
    public static final String TEXT = "text";

    /** Not an analyser: the model of the vectors of lines and of words on the screen. */
    public static final String SENTENCES = "sentences";

    /** The audio encoder: its vectors and classes are what is heard. */
    public static final String SOUND = "sound";

    /** Voice activity and the recogniser: its lines are what is said. */
    public static final String SPEECH = "speech";

    /** What is made of their observations, by the name of the analyser. */
    private static final Map<String, FindingKind> KINDS =
            Map.of(VISUAL, FindingKind.MOMENT, OBJECTS, FindingKind.OBJECT);

    public Analysers {
        list = List.copyOf(list);
        listeners = List.copyOf(listeners);
        if (list.size() > ArrivalLimits.MAX_ANALYSERS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d analysers, but at most %d are served in one pass: %s",
                            list.size(),
                            ArrivalLimits.MAX_ANALYSERS,
                            names(list)));
        }
        List<String> all = names(list, listeners);
        if (all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException("two analysers have the same name: " + all);
        }
        if (list.stream().noneMatch(analyser -> analyser.spec().name().equals(VISUAL))) {
            throw new IllegalArgumentException(
                    "one analyser must be called '%s': %s".formatted(VISUAL, names(list)));
        }
    }

    /** Nobody listens, and without vectors of sentences. */
    public static Analysers of(Analyser... analysers) {
        return new Analysers(List.of(analysers), List.of(), SentenceVectors.NONE);
    }

    public Analysers hearing(SoundAnalyser... sounds) {
        return new Analysers(list, List.of(sounds), sentences);
    }

    public Analysers with(SentenceVectors newSentences) {
        return new Analysers(list, listeners, newSentences);
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
                list.stream().filter(one -> names.contains(one.spec().name())).toList(),
                listeners.stream().filter(one -> names.contains(one.spec().name())).toList(),
                sentences);
    }

    /** As arrivals name them. */
    public List<String> names() {
        return names(list, listeners);
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

    /** To be closed one by one. */
    public List<AutoCloseable> all() {
        List<AutoCloseable> all = new ArrayList<>(list);
        all.addAll(listeners);
        all.add(sentences);
        return all;
    }

    /** What a decoder makes for them. */
    public List<PictureSampling> pictures() {
        return list.stream().map(analyser -> analyser.spec().pictures()).toList();
    }

    /** What a decoder gives each listener to hear, by its name. */
    public Map<String, SoundSampling> sounds() {
        Map<String, SoundSampling> sounds = new LinkedHashMap<>();
        for (SoundAnalyser listener : listeners) {
            SoundSpec spec = listener.spec();
            sounds.put(spec.name(), SoundSampling.withTail(spec.tailUs()));
        }
        return sounds;
    }

    /** By the name of the analyser, and that of {@link #SENTENCES} if there is one. */
    public Map<String, ModelRef> models() {
        Map<String, ModelRef> models = new HashMap<>();
        list.forEach(analyser -> models.put(analyser.spec().name(), analyser.spec().model()));
        listeners.forEach(listener -> models.put(listener.spec().name(), listener.spec().model()));
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
        for (SoundAnalyser listener : listeners) {
            SoundSpec spec = listener.spec();
            if (spec.name().equals(SOUND)) {
                spaces.add(new VectorSpace(FindingKind.SOUND, spec.model(), spec.dimension()));
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

    private static List<String> names(List<Analyser> list, List<SoundAnalyser> listeners) {
        List<String> names = new ArrayList<>(names(list));
        listeners.forEach(listener -> names.add(listener.spec().name()));
        return names;
    }

    private static List<String> names(List<Analyser> list) {
        return list.stream().map(analyser -> analyser.spec().name()).toList();
    }
}
