package io.zoetrope.query.generate.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.http.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A document that a chat endpoint wrote. What it says of places in videos has to lie in what it was
 * shown: an item of a list that does not is taken out.
 *
 * @param citations empty if it speaks of no place that there is
 * @param dropped items that were taken out
 */
record ChatDocument(JsonNode content, List<Citation> citations, int dropped) {
    private static final String VIDEO = "video_id";
    private static final String START = "start_ms";
    private static final String END = "end_ms";

    /** A model may round to a second. */
    private static final long TOLERANCE_MS = 1_000;

    /**
     * @throws GeneratorProblem if it is no JSON, or a place outside of a list is not there
     */
    static ChatDocument of(String text, List<Scene> scenes) throws GeneratorProblem {
        JsonNode content;
        try {
            content = Json.MAPPER.readTree(text.replaceAll("^\\s*```(?:json)?|```\\s*$", ""));
        } catch (JsonProcessingException e) {
            throw new GeneratorProblem("invalid_document", "the endpoint's document is no JSON", e);
        }
        Set<Citation> citations = new LinkedHashSet<>();
        int dropped = clean(content, scenes, citations);
        if (hasLie(content, scenes)) {
            throw new GeneratorProblem(
                    "invalid_document", "the endpoint's document is of a place that there is not");
        }
        return new ChatDocument(content, List.copyOf(new ArrayList<>(citations)), dropped);
    }

    /**
     * Whether it says nothing, as a list without items. Beside such a list a number counts it, or a
     * boolean says whether anything was found.
     */
    boolean isEmpty() {
        return saysNothing(content, hasEmptyList(content));
    }

    private static boolean hasEmptyList(JsonNode node) {
        return node.isArray() && node.isEmpty()
                || StreamSupport.stream(node.spliterator(), false)
                        .anyMatch(ChatDocument::hasEmptyList);
    }

    private static boolean saysNothing(JsonNode node, boolean besideEmptyList) {
        if (node.isValueNode()) {
            return node.isNull() || (node.isTextual() ? node.asText().isBlank() : besideEmptyList);
        }
        return StreamSupport.stream(node.spliterator(), false)
                .allMatch(child -> saysNothing(child, besideEmptyList));
    }

    private static int clean(JsonNode node, List<Scene> scenes, Set<Citation> citations) {
        int dropped = 0;
        Iterator<JsonNode> children = node.elements();
        while (children.hasNext()) {
            JsonNode child = children.next();
            if (node.isArray() && isLie(child, scenes)) {
                children.remove();
                dropped++;
            } else {
                dropped += clean(child, scenes, citations);
            }
        }
        in(node, scenes).map(Scene::citation).forEach(citations::add);
        return dropped;
    }

    private static boolean hasLie(JsonNode node, List<Scene> scenes) {
        if (isLie(node, scenes)) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasLie(child, scenes)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLie(JsonNode node, List<Scene> scenes) {
        return isPlace(node) && in(node, scenes).findAny().isEmpty();
    }

    private static boolean isPlace(JsonNode node) {
        return node.isObject() && (node.has(START) || node.has(END) || node.has(VIDEO));
    }

    /** In which a place lies: one that says when in one, a whole video in all that are of it. */
    private static Stream<Scene> in(JsonNode place, List<Scene> scenes) {
        if (!isPlace(place)) {
            return Stream.empty();
        }
        long startMs = place.path(START).asLong(place.path(END).asLong());
        long endMs = place.path(END).asLong(startMs);
        boolean hasTime = place.has(START) || place.has(END);
        return scenes.stream()
                .filter(s -> !place.has(VIDEO) || place.path(VIDEO).asText().equals(s.videoId()))
                .filter(
                        s ->
                                !hasTime
                                        || (startMs >= s.startMs() - TOLERANCE_MS
                                                && startMs <= endMs
                                                && endMs <= s.endMs() + TOLERANCE_MS))
                .limit(hasTime ? 1 : scenes.size());
    }
}
