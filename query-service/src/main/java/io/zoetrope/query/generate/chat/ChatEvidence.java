package io.zoetrope.query.generate.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.evidence.Retrieval;
import io.zoetrope.query.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a chat endpoint is shown, numbered from 1: each scene, and each thing in it that is likely.
 */
final class ChatEvidence {
    private static final int MOST_CHARS = 24_000;
    private static final int LONGEST_WORDS = 400;

    private final List<Citation> citations = new ArrayList<>();
    private final List<OptionalInt> numbers = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private ChatEvidence() {}

    /**
     * Of each scene, in their order, as much as there is room for: an equal share of all, and what
     * those before it left. What the question found goes before what else is there.
     */
    static ChatEvidence of(List<Scene> scenes) {
        ChatEvidence evidence = new ChatEvidence();
        for (int i = 0; i < scenes.size(); i++) {
            int written = evidence.text.length();
            evidence.add(scenes.get(i), written + (MOST_CHARS - written) / (scenes.size() - i));
        }
        return evidence;
    }

    private void add(Scene scene, int most) {
        int number = citations.size() + 1;
        boolean isThere = add(scene.citation(), of(scene), most);
        numbers.add(isThere ? OptionalInt.of(number) : OptionalInt.empty());
        if (!isThere) {
            return;
        }
        Stream.concat(
                        scene.signs().stream().filter(Sign::asked),
                        scene.signs().stream()
                                .filter(s -> !s.asked() && s.confidence() >= Retrieval.LIKELY))
                .filter(sign -> !sign.words().isBlank())
                .forEach(sign -> add(scene.citation(sign), of(sign), most));
    }

    /** Whether there was room for it. */
    private boolean add(Citation citation, ObjectNode said, int most) {
        String line = "[" + (citations.size() + 1) + "] " + said + "\n";
        if (text.length() + line.length() > most) {
            return false;
        }
        citations.add(citation);
        text.append(line);
        return true;
    }

    /** JSON, so that no line of a video can look like another piece of evidence. */
    private static ObjectNode of(Scene scene) {
        ObjectNode said = Json.MAPPER.createObjectNode();
        said.put("video_id", scene.videoId());
        if (!scene.title().isBlank()) {
            said.put("title", cut(scene.title()));
        }
        return said.put("start_ms", scene.startMs()).put("end_ms", scene.endMs());
    }

    private static ObjectNode of(Sign sign) {
        String name =
                switch (sign.kind()) {
                    case CAPTION -> "picture";
                    case OBJECT -> "detected";
                    case LINE -> "said";
                    case TEXT -> "written";
                    case SOUND -> "heard";
                    case LABEL -> "labelled";
                };
        ObjectNode said = Json.MAPPER.createObjectNode();
        said.put(name, cut(sign.words()));
        if (!sign.speaker().isEmpty()) {
            said.put("by", cut(sign.speaker()));
        }
        return said.put("start_ms", sign.startMs()).put("end_ms", sign.endMs());
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_WORDS
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_WORDS / 2)) + " …";
    }

    /** A line each. */
    String text() {
        return text.toString();
    }

    /** The number of a scene; empty if there was no room for it. */
    OptionalInt numberOf(int scene) {
        return numbers.get(scene);
    }

    /** Scenes that there was room for. */
    int scenes() {
        return (int) numbers.stream().filter(OptionalInt::isPresent).count();
    }

    /** Empty if there is no such evidence. */
    Optional<Citation> of(int number) {
        return number < 1 || number > citations.size()
                ? Optional.empty()
                : Optional.of(citations.get(number - 1));
    }
}
