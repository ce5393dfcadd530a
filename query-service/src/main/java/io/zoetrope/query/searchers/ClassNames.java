package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which classes a text may name: each run of up to three words as it stands, as the singular of an
 * English plural, and by another name that detectors use. What a detector does not know finds
 * nothing, so there may be too many.
 */
final class ClassNames {
    private static final int MAX_RUN = 3;

    /** Of names that each are meant by themselves. */
    private static final int MAX_NAMES = 16;

    /** Of a name that holds what parts others, such as "dishes, pots, and pans". */
    private static final int MAX_LISTING = 8;

    /** Parts things of which each is meant by itself. */
    private static final Pattern LIST = Pattern.compile("[,;&/]|\\b(?:and|or|nor)\\b");

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

    /**
     * The things of which a text names the class and says no more, each by all of its words: "dogs
     * and the cats", not "a red car". First the text as it stands: a class may be called "rock and
     * roll".
     */
    static ClassNames whole(String text) {
        ClassNames names = new ClassNames(1);
        String lower = text.toLowerCase(Locale.ROOT);
        listing(lower).ifPresent(names::add);
        LIST.splitAsStream(lower)
                .map(Words::telling)
                .filter(words -> !words.isEmpty())
                .limit(MAX_NAMES)
                .forEach(names::add);
        return names;
    }

    /** The one name that a list may be, without "the" before it. */
    private static Optional<List<String>> listing(String lower) {
        if (!LIST.matcher(lower).find()) {
            return Optional.empty();
        }
        List<String> words =
                Stream.of(lower.strip().split("\\s+")).dropWhile(Words::isSilent).toList();
        return Optional.of(words).filter(w -> !w.isEmpty() && w.size() <= MAX_LISTING);
    }

    /** None of what has no name. */
    static ClassNames of(Subject subject) {
        if (subject instanceof Subject.Words words) {
            return words.named() ? whole(words.text()) : in(words.text());
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
                .mapToDouble(entry -> share(entry.getKey()))
                .max()
                .orElse(0);
    }

    /** How much of the words a class says at most. */
    double most() {
        return forms.keySet().stream().mapToDouble(this::share).max().orElse(0);
    }

    private double share(List<String> run) {
        return OF_CLASS + (1 - OF_CLASS) * Math.min(1, run.size() / (double) words);
    }

    /**
     * A condition for each name: the field holds one of its forms. It scores as much of the words
     * as the name says.
     */
    ArrayNode conditions(String field) {
        ArrayNode should = Json.MAPPER.createArrayNode();
        forms.forEach(
                (run, name) -> {
                    ObjectNode constant = should.addObject().putObject("constant_score");
                    constant.put("boost", share(run));
                    ArrayNode any =
                            constant.putObject("filter").putObject("bool").putArray("should");
                    for (String form : name) {
                        any.addObject()
                                .putObject("term")
                                .putObject(field)
                                .put("value", form)
                                .put("case_insensitive", true);
                    }
                });
        return should;
    }

    /**
     * One condition: the field holds a form of a name. It scores what the name that says most says
     * of the words, times another field.
     *
     * @param sureField how sure the class is, 0 or more; a document without it scores 0
     */
    ArrayNode likeliest(String field, String sureField) {
        ArrayNode should = Json.MAPPER.createArrayNode();
        ObjectNode function = should.addObject().putObject("function_score");
        function.putObject("query").putObject("dis_max").set("queries", conditions(field));
        function.putObject("field_value_factor").put("field", sureField).put("missing", 0);
        function.put("boost_mode", "multiply");
        return should;
    }
}
