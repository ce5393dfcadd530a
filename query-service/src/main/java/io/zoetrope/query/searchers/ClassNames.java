package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.Inflections;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.question.Synonyms;
import io.zoetrope.query.question.Words;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which classes a text may name: each run of up to three words as it stands, as the singular of an
 * English plural, and by another name that detectors use. What a detector does not know finds
 * nothing, so there may be too many.
 */
final class ClassNames {
    private static final int MAX_RUN = 3;

    /** Of a score, if the words say something besides the class. */
    private static final double OF_CLASS = 0.25;

    private final Map<List<String>, Set<String>> forms = new LinkedHashMap<>();
    private final int words;

    /**
     * @param words that say something
     */
    private ClassNames(int words) {
        this.words = words;
    }

    /** The names that stand in a text. */
    static ClassNames in(String text) {
        List<String> words = Words.of(text);
        ClassNames names = new ClassNames(Words.telling(text).size());
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + MAX_RUN); to++) {
                names.add(words.subList(from, to));
            }
        }
        return names;
    }

    /** One name, all of whose words belong to it; none if it has no words. */
    static ClassNames of(String name) {
        List<String> words = Words.of(name);
        ClassNames names = new ClassNames(words.size());
        if (!words.isEmpty()) {
            names.add(words);
        }
        return names;
    }

    /** None of what has no name. */
    static ClassNames of(Subject subject) {
        if (subject instanceof Subject.Words words) {
            return in(words.text());
        }
        return subject instanceof Subject.ClassName name ? of(name.name()) : new ClassNames(0);
    }

    private void add(List<String> run) {
        String before = String.join(" ", run.subList(0, run.size() - 1));
        String start = before.isEmpty() ? "" : before + " ";
        Set<String> all = new LinkedHashSet<>();
        for (String word : Inflections.singulars(run.get(run.size() - 1))) {
            all.add(start + word);
            all.addAll(Synonyms.of(start + word));
        }
        forms.put(run, all);
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }

    /** Lower-case forms of each name. */
    List<Set<String>> forms() {
        return List.copyOf(forms.values());
    }

    /** How much of the words a class says: 1 if they say nothing else; 0 if they do not name it. */
    double share(String className) {
        String name = className.toLowerCase(Locale.ROOT);
        return forms.entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .mapToDouble(entry -> Math.min(1, entry.getKey().size() / (double) words))
                .map(part -> OF_CLASS + (1 - OF_CLASS) * part)
                .max()
                .orElse(0);
    }

    /** A condition for each name: the field holds one of its forms. */
    ArrayNode conditions(String field) {
        ArrayNode should = Json.MAPPER.createArrayNode();
        for (Set<String> name : forms.values()) {
            ArrayNode any =
                    should.addObject()
                            .putObject("constant_score")
                            .putObject("filter")
                            .putObject("bool")
                            .putArray("should");
            for (String form : name) {
                any.addObject()
                        .putObject("term")
                        .putObject(field)
                        .put("value", form)
                        .put("case_insensitive", true);
            }
        }
        return should;
    }
}
