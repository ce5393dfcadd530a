package io.zoetrope.query.labels;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Surroundings;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.FindingReader;
import io.zoetrope.query.labels.examples.TeachableKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What labels mean, by their examples and by what else the tenant has. Thread-safe. */
final class LabelMeanings {
    /** Fewer say too little of what is common. */
    private static final int LEAST_SAMPLE = 48;

    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Values of vectors, of four bytes: 64 MiB in each cache. */
    static final long MAX_WEIGHT = 16L << 20;

    private final FindingReader findings;

    /** What is there changes little while somebody teaches. */
    private final Cache<Around, Library> libraries =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_WEIGHT)
                    .weigher((Around around, Library library) -> library.weight())
                    .expireAfterWrite(KEPT)
                    .build();

    /** What a label means changes only with what is said of it, and with what is there. */
    private final Cache<Meant, List<LabelModel>> meanings =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_WEIGHT)
                    .weigher((Meant meant, List<LabelModel> models) -> weight(models))
                    .expireAfterWrite(KEPT)
                    .build();

    /** In values of vectors; one more, so that nothing weighs nothing. */
    static int weight(List<LabelModel> models) {
        return 1
                + models.stream().flatMap(LabelMeanings::vectors).mapToInt(Vector::dimension).sum();
    }

    private static Stream<Vector> vectors(LabelModel model) {
        return Stream.of(
                        List.of(model.surroundings().mean(), model.prototype()),
                        model.surroundings().directions(),
                        model.positives(),
                        model.negatives())
                .flatMap(List::stream);
    }

    private record Meant(String tenant, String labelId, long version) {}

    /**
     * @param ofClasses some of what there is of the classes that a label is about
     * @param large whether enough is there to go by for a while
     */
    private record Library(Surroundings surroundings, List<Vector> ofClasses, boolean large) {
        private int weight() {
            return 1 + ofClasses.stream().mapToInt(Vector::dimension).sum();
        }
    }

    private record Around(
            String tenant, FindingKind kind, ModelRef model, Set<String> classes, int dimension) {}

    private record Space(FindingKind kind, ModelRef model, int dimension) {
        static Space of(Example example) {
            return new Space(example.kind(), example.model(), example.vector().dimension());
        }
    }

    LabelMeanings(FindingReader findings) {
        this.findings = findings;
    }

    TaughtLabel of(String tenant, BookedLabel label) throws IOException {
        if (label.deleted()) {
            return TaughtLabel.deleted(label.labelId(), tenant, label.name(), label.version());
        }
        Meant meant = new Meant(tenant, label.labelId(), label.version());
        List<LabelModel> models = meanings.getIfPresent(meant);
        if (models == null) {
            models = models(tenant, label, meant);
        }
        return new TaughtLabel(
                label.labelId(), tenant, label.name(), label.version(), false, models);
    }

    private List<LabelModel> models(String tenant, BookedLabel label, Meant meant)
            throws IOException {
        List<LabelModel> models = new ArrayList<>();
        boolean large = true;
        for (Space space : spaces(label.positives().values())) {
            List<Example> positives = in(space, label.positives().values());
            Set<String> classes = classes(positives);
            Library library = library(tenant, space, classes);
            large &= library.large();
            List<Vector> given = vectors(positives);
            List<Vector> rejected = vectors(in(space, label.negatives().values()));
            models.add(
                    LabelModel.of(
                                    space.kind(),
                                    space.model(),
                                    classes,
                                    library.surroundings(),
                                    given,
                                    rejected)
                            .widened(given, rejected, library.ofClasses()));
        }
        if (large) {
            meanings.put(meant, List.copyOf(models));
        }
        return models;
    }

    /**
     * As {@link #of}, as long as what the job is told of it can become, whatever surrounds its
     * examples: all vectors are zero.
     */
    static TaughtLabel longest(String tenant, BookedLabel label) {
        List<LabelModel> models = new ArrayList<>();
        for (Space space : spaces(label.positives().values())) {
            List<Example> positives = in(space, label.positives().values());
            Vector zero = new Vector(new float[space.dimension()]);
            models.add(
                    new LabelModel(
                            space.kind(),
                            space.model(),
                            List.copyOf(classes(positives)),
                            new Surroundings(
                                    zero,
                                    Collections.nCopies(Surroundings.MAX_DIRECTIONS, zero),
                                    new Vector(new float[Surroundings.MAX_DIRECTIONS])),
                            zero,
                            Collections.nCopies(
                                    LabelModel.mostKept(positives.size(), space.dimension()), zero),
                            kept(in(space, label.negatives().values()), zero),
                            positives.size()));
        }
        return new TaughtLabel(
                label.labelId(), tenant, label.name(), label.version(), false, models);
    }

    private static List<Vector> kept(List<Example> examples, Vector as) {
        return Collections.nCopies(Math.min(LabelLimits.MAX_KEPT, examples.size()), as);
    }

    private static Set<String> classes(List<Example> positives) {
        Set<String> classes = new TreeSet<>();
        positives.forEach(example -> classes.add(example.clazz()));
        classes.remove("");
        return classes;
    }

    /** Those with most examples. */
    private static List<Space> spaces(Collection<Example> examples) {
        Map<Space, Integer> counts = new LinkedHashMap<>();
        examples.forEach(example -> counts.merge(Space.of(example), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(LabelLimits.MAX_MODELS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Example> in(Space space, Collection<Example> examples) {
        return examples.stream().filter(example -> Space.of(example).equals(space)).toList();
    }

    private static List<Vector> vectors(List<Example> examples) {
        return examples.stream().map(Example::vector).toList();
    }

    private Library library(String tenant, Space space, Set<String> classes) throws IOException {
        Around key = new Around(tenant, space.kind(), space.model(), classes, space.dimension());
        Library known = libraries.getIfPresent(key);
        if (known == null) {
            List<Vector> ofClasses = sample(key, classes);
            boolean few = ofClasses.size() < LEAST_SAMPLE && !classes.isEmpty();
            List<Vector> sample = few ? sample(key, Set.of()) : ofClasses;
            boolean large = sample.size() >= LEAST_SAMPLE;
            known = new Library(Surroundings.of(sample), ofClasses, large);
            if (large) {
                libraries.put(key, known);
            }
        }
        return known;
    }

    private List<Vector> sample(Around key, Set<String> classes) throws IOException {
        TeachableKind kind = TeachableKind.of(key.kind());
        return findings.sample(kind, key.tenant(), key.model(), classes).stream()
                .filter(vector -> vector.dimension() == key.dimension())
                .toList();
    }
}
