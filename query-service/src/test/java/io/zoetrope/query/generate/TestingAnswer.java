package io.zoetrope.query.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingContract;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer's server-sent events, as a client reads them. */
public record TestingAnswer(List<Event> events) {
    private static final Map<String, String> SCHEMAS =
            Map.of(
                    "answer.delta",
                    "AnswerDelta",
                    "answer.citation",
                    "Citation",
                    "answer.done",
                    "AnswerDone");

    public record Event(String name, JsonNode data) {}

    public static TestingAnswer of(TestingService.Answer answer) {
        return of(new String(answer.http().body(), StandardCharsets.UTF_8));
    }

    public static TestingAnswer of(String stream) {
        List<Event> events = new ArrayList<>();
        for (String event : stream.split("\n\n")) {
            if (event.startsWith("event: ")) {
                String[] lines = event.split("\n");
                String name = lines[0].substring("event: ".length());
                JsonNode data = json(lines[1].substring("data: ".length()));
                Optional.ofNullable(SCHEMAS.get(name))
                        .ifPresent(schema -> TestingContract.checkEvent(schema, data));
                events.add(new Event(name, data));
            }
        }
        return new TestingAnswer(events);
    }

    private static JsonNode json(String data) {
        try {
            return Json.MAPPER.readTree(data);
        } catch (IOException e) {
            throw new IllegalStateException(data, e);
        }
    }

    public List<JsonNode> all(String name) {
        return events.stream().filter(e -> e.name().equals(name)).map(Event::data).toList();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        all("answer.delta").forEach(delta -> text.append(delta.path("text").asText()));
        return text.toString();
    }

    /** Where it is from: {@code v1 0-2000}. */
    public List<String> citations() {
        return all("answer.citation").stream()
                .map(
                        c ->
                                c.path("video_id").asText()
                                        + " "
                                        + c.path("start_ms").asLong()
                                        + "-"
                                        + c.path("end_ms").asLong())
                .toList();
    }

    /** The last event. */
    public Event end() {
        return events.get(events.size() - 1);
    }

    public String refused() {
        return end().data().at("/refused/code").asText();
    }
}
