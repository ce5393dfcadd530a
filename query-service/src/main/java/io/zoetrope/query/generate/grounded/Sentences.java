package io.zoetrope.query.generate.grounded;

import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.evidence.Retrieval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts into words what is known of scenes, one sentence a scene. What is not likely is not said.
 */
final class Sentences {
    private static final int MOST_OF_A_KIND = 2;

    /** If nothing else is asked for. */
    private static final int MOST_OF_THE_KIND = 8;

    /** Of what was found in a scene that answers the question. */
    private static final double WORTH_SAYING = 0.25;

    private static final int LONGEST_QUOTE = 240;

    /**
     * @param citations at least one
     */
    record Sentence(String text, List<Citation> citations) {}

    /** A part of a sentence, and where it is from. */
    private record Part(String words, Citation citation) {}

    private final Question question;
    private final boolean manyVideos;

    private Sentences(Question question, List<Scene> scenes) {
        this.question = question;
        this.manyVideos = scenes.stream().map(Scene::videoId).distinct().count() > 1;
    }

    /** Empty if nothing that is likely is known of any scene. */
    static List<Sentence> of(Question question, List<Scene> scenes) {
        Sentences sentences = new Sentences(question, scenes);
        List<Sentence> all = new ArrayList<>();
        Scene begun = null;
        List<Part> before = List.of();
        for (Scene scene : scenes) {
            List<Part> parts =
                    question.goesThrough() ? sentences.there(scene) : sentences.asked(scene);
            if (parts.isEmpty()) {
                continue;
            }
            if (begun != null && question.goesThrough() && goesOn(begun, before, scene, parts)) {
                begun = until(begun, scene);
                parts = Stream.concat(before.stream(), parts.stream()).toList();
                all.remove(all.size() - 1);
            } else {
                begun = scene;
            }
            before = parts;
            all.add(sentences.sentence(begun, parts));
        }
        return all;
    }

    /** Whether the next scene shows nothing new. */
    private static boolean goesOn(Scene begun, List<Part> before, Scene next, List<Part> parts) {
        return begun.videoId().equals(next.videoId()) && words(before).equals(words(parts));
    }

    private static Set<String> words(List<Part> parts) {
        return new LinkedHashSet<>(parts.stream().map(Part::words).toList());
    }

    private static Scene until(Scene begun, Scene last) {
        return Scene.ofAnything(
                begun.videoId(), begun.title(), begun.momentId(), begun.startMs(), last.endMs());
    }

    private Sentence sentence(Scene scene, List<Part> parts) {
        String where = manyVideos ? "In " + quote(name(scene)) + ", from " : "From ";
        List<String> words = List.copyOf(words(parts));
        String list =
                words.size() == 1
                        ? words.get(0)
                        : String.join("; ", words.subList(0, words.size() - 1))
                                + "; and "
                                + words.get(words.size() - 1);
        String text =
                where + time(scene.startMs()) + " to " + time(scene.endMs()) + ": " + list + ".";
        return new Sentence(text, parts.stream().map(Part::citation).distinct().toList());
    }

    private static String name(Scene scene) {
        return scene.title().isBlank() ? scene.videoId() : scene.title();
    }

    /** What the question found, and what the picture shows. */
    private List<Part> asked(Scene scene) {
        List<Sign> found =
                scene.signs().stream()
                        .filter(s -> s.asked() && s.confidence() >= WORTH_SAYING)
                        .filter(s -> !s.words().isBlank())
                        .toList();
        List<Part> parts = new ArrayList<>();
        parts.addAll(said(scene, found, MOST_OF_THE_KIND));
        parts.addAll(seen(scene, found));
        List<Sign> captions = of(scene.signs(), Sign.Kind.CAPTION);
        if (!captions.isEmpty()) {
            parts.add(caption(scene, captions.get(0)));
        } else if (parts.isEmpty() && scene.looked() >= Retrieval.LIKELY) {
            parts.add(new Part("the picture looks like " + wanted(), scene.citation()));
        }
        return parts;
    }

    private String wanted() {
        return question.wording().isOpen() || question.search().isPresent()
                ? "what was searched for"
                : quote(question.wording().content());
    }

    /** Whatever is there. */
    private List<Part> there(Scene scene) {
        List<Sign> likely =
                scene.signs().stream()
                        .filter(s -> s.confidence() >= Retrieval.LIKELY && !s.words().isBlank())
                        .toList();
        if (question.wording().only().isPresent()) {
            Sign.Kind kind = question.wording().only().get();
            return said(scene, of(likely, kind), MOST_OF_THE_KIND);
        }
        List<Part> parts = new ArrayList<>();
        List<Sign> captions = of(likely, Sign.Kind.CAPTION);
        captions.stream().limit(1).forEach(sign -> parts.add(caption(scene, sign)));
        List<Sign> unsaid =
                likely.stream()
                        .filter(s -> s.kind() != Sign.Kind.OBJECT || !names(captions, s.words()))
                        .toList();
        parts.addAll(seen(scene, unsaid));
        parts.addAll(said(scene, unsaid, MOST_OF_A_KIND));
        return parts;
    }

    private static boolean names(List<Sign> captions, String clazz) {
        String name = clazz.toLowerCase(Locale.ROOT);
        return captions.stream()
                .anyMatch(
                        sign -> (" " + sign.words() + " ").matches(".*\\b\\Q" + name + "\\E\\b.*"));
    }

    private static Part caption(Scene scene, Sign sign) {
        return new Part("the picture shows " + sign.words(), scene.citation());
    }

    /** Lines, texts and sounds, each once. */
    private static List<Part> said(Scene scene, List<Sign> signs, int most) {
        List<Part> parts = new ArrayList<>();
        for (Sign.Kind kind : List.of(Sign.Kind.LINE, Sign.Kind.TEXT, Sign.Kind.SOUND)) {
            Map<String, Part> once = new LinkedHashMap<>();
            for (Sign sign : of(signs, kind)) {
                once.putIfAbsent(sign.words(), new Part(words(sign), scene.citation(sign)));
            }
            once.values().stream().limit(most).forEach(parts::add);
        }
        return parts;
    }

    private static String words(Sign sign) {
        return switch (sign.kind()) {
            case LINE ->
                    sign.speaker().isEmpty()
                            ? quote(sign.words()) + " is said"
                            : cut(sign.speaker()) + " says " + quote(sign.words());
            case TEXT -> quote(sign.words()) + " is written on the screen";
            case SOUND -> "one hears: " + cut(sign.words());
            case OBJECT, LABEL, CAPTION -> cut(sign.words());
        };
    }

    /** Objects by class, and how they are labelled. */
    private static List<Part> seen(Scene scene, List<Sign> signs) {
        Map<String, List<Sign>> classes = new LinkedHashMap<>();
        for (Sign sign : of(signs, Sign.Kind.OBJECT)) {
            classes.computeIfAbsent(sign.words(), k -> new ArrayList<>()).add(sign);
        }
        List<Part> parts = new ArrayList<>();
        classes.forEach(
                (name, alike) -> {
                    Sign first = alike.get(0);
                    Set<String> labels = new LinkedHashSet<>();
                    of(scene.signs(), Sign.Kind.LABEL).stream()
                            .filter(l -> alike.stream().anyMatch(s -> isWith(s, l)))
                            .forEach(l -> labels.add(quote(l.words())));
                    String words = article(name) + " is seen";
                    if (!labels.isEmpty()) {
                        words += ", labelled " + String.join(", ", labels);
                    }
                    parts.add(new Part(words, scene.citation(first)));
                });
        return parts;
    }

    private static String article(String name) {
        return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + cut(name);
    }

    private static boolean isWith(Sign object, Sign label) {
        return object.startMs() == label.startMs() && object.endMs() == label.endMs();
    }

    private static List<Sign> of(List<Sign> signs, Sign.Kind kind) {
        return signs.stream().filter(sign -> sign.kind() == kind).toList();
    }

    private static String quote(String text) {
        return '“' + cut(text) + '”';
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_QUOTE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE / 2)) + " …";
    }

    /** As a player shows it: {@code 0:07}, {@code 1:02:03}. */
    static String time(long ms) {
        long seconds = ms / 1_000;
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3_600,
                        seconds / 60 % 60,
                        seconds % 60);
    }
}
