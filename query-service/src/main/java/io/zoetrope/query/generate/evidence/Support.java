package io.zoetrope.query.generate.evidence;

import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.Wording;
import io.zoetrope.query.question.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a scene answers a question, and does not only have to do with it: a search adds up what
 * is little likely, and an answer needs one thing that is likely by itself.
 */
final class Support {
    /** From which on looks are believed against a caption that does not say so. */
    private static final double SURE = 0.8;

    private Support() {}

    /**
     * @param scene that the question found
     */
    static boolean isIn(Scene scene, Wording wording) {
        boolean told =
                scene.signs().stream()
                        .filter(sign -> sign.asked() && sign.confidence() >= Retrieval.LIKELY)
                        .anyMatch(sign -> saysAll(sign, wording));
        if (told || scene.looked() >= SURE) {
            return true;
        }
        List<Sign> captions =
                scene.signs().stream().filter(s -> s.kind() == Sign.Kind.CAPTION).toList();
        return captions.isEmpty()
                ? scene.looked() >= Retrieval.LIKELY
                : captions.stream().anyMatch(caption -> names(caption, wording));
    }

    /** A class says nothing of the words beside it, as the colour of a thing. */
    private static boolean saysAll(Sign sign, Wording wording) {
        return sign.kind() != Sign.Kind.OBJECT
                || Words.all(sign.words()).size() >= wording.words().size();
    }

    private static boolean names(Sign caption, Wording wording) {
        Set<String> said = new HashSet<>();
        for (String word : Words.all(caption.words())) {
            said.add(stem(word));
        }
        return wording.words().stream().map(Support::stem).allMatch(said::contains);
    }

    /** One and many alike; what else it does to a word it does to both. */
    private static String stem(String word) {
        return word.replaceAll("(?<=\\p{L}{3})(es|s)$", "");
    }
}
