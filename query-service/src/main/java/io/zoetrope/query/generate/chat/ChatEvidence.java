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

/**
 * What a chat endpoint is shown, numbered from 1: each scene, and each thing in it that is likely.
 */
final class ChatEvidence {
    private static final int MOST_CHARS = 24_000;
    private static final int LONGEST_WORDS = 400;

    private final List<Citation> citations = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private ChatEvidence() {}

    /** As much of the scenes, in their order, as there is room for. */
    static ChatEvidence of(List<Scene> scenes) {
        ChatEvidence evidence = new ChatEvidence();
        for (Scene scene : scenes) {
            evidence.numbers.add(evidence.citations.size() + 1);
            evidence.add(scene.citation(), of(scene));
            for (Sign sign : scene.signs()) {
                if ((sign.asked() || sign.confidence() >= Retrieval.LIKELY)
                        && !sign.words().isBlank()) {
                    evidence.add(scene.citation(sign), of(sign));
                }
            }
        }
        return evidence;
    }

    private void add(Citation citation, ObjectNode said) {
        String line = "[" + (citations.size() + 1) + "] " + said + "\n";
        if (text.length() + line.length() <= MOST_CHARS) {
            citations.add(citation);
            text.append(line);
        }
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

    /** The number of a scene; more than there are if there was no room. */
    int numberOf(int scene) {
        return numbers.get(scene);
    }

    int size() {
        return citations.size();
    }

    /** Empty if there is no such evidence. */
    Optional<Citation> of(int number) {
        return number < 1 || number > citations.size()
                ? Optional.empty()
                : Optional.of(citations.get(number - 1));
    }
}
