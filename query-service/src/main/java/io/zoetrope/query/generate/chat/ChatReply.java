package io.zoetrope.query.generate.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.http.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads what a chat endpoint writes: server-sent events with pieces of a completion, or one
 * completion as JSON. Bounded, whatever comes. For one thread.
 */
final class ChatReply {
    private static final int LONGEST_LINE = 256 * 1024;
    private static final long MOST_BYTES = 4L << 20;
    private static final String LAST = "[DONE]";

    /** What is read next is the end of it. */
    private static final int END = -1;

    private final InputStream in;
    private final Consumer<String> text;
    private final Runnable heard;
    private long bytes;
    private boolean ended;
    private String finish = "";
    private Long promptTokens;
    private Long completionTokens;

    /**
     * @param text called with each piece of text
     * @param heard called whenever something comes
     */
    ChatReply(InputStream in, Consumer<String> text, Runnable heard) {
        this.in = new BufferedInputStream(in);
        this.text = text;
        this.heard = heard;
    }

    /** Whether all was written that the endpoint had to say, and not only as much as it may. */
    boolean isWhole() {
        return !finish.equals("length");
    }

    Long promptTokens() {
        return promptTokens;
    }

    Long completionTokens() {
        return completionTokens;
    }

    /**
     * Reads to the end.
     *
     * @throws GeneratorProblem if it is no completion, or breaks off
     */
    void readEvents() throws IOException, GeneratorProblem {
        StringBuilder data = new StringBuilder();
        // What comes behind the last event is not waited for.
        for (String line = line(); line != null; line = ended ? null : line()) {
            if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
            }
            if (data.toString().equals(LAST) || (line.isEmpty() && !data.isEmpty())) {
                take(data.toString());
                data.setLength(0);
            }
        }
        if (!data.isEmpty()) {
            take(data.toString());
        }
        if (!ended && finish.isEmpty()) {
            throw new GeneratorProblem("chat_broken", "the endpoint broke off its answer");
        }
    }

    /** As {@link #readEvents}, of an endpoint that does not stream. */
    void readWhole() throws IOException, GeneratorProblem {
        StringBuilder all = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            all.append(line).append('\n');
        }
        take(all.toString());
    }

    private void take(String data) throws GeneratorProblem {
        if (data.equals(LAST)) {
            ended = true;
            return;
        }
        JsonNode piece = json(data);
        if (piece.hasNonNull("error")) {
            throw new GeneratorProblem("chat_broken", "the endpoint failed while it answered");
        }
        JsonNode choice = piece.at("/choices/0");
        JsonNode content = choice.at("/delta/content");
        content = content.isTextual() ? content : choice.at("/message/content");
        if (content.isTextual() && !content.asText().isEmpty()) {
            text.accept(content.asText());
        }
        finish = choice.path("finish_reason").asText(finish);
        promptTokens = tokens(piece, "prompt_tokens", promptTokens);
        completionTokens = tokens(piece, "completion_tokens", completionTokens);
    }

    private static Long tokens(JsonNode piece, String field, Long before) {
        JsonNode tokens = piece.path("usage").path(field);
        if (tokens.isIntegralNumber() && tokens.canConvertToLong()) {
            return tokens.asLong();
        }
        return before;
    }

    private static JsonNode json(String data) throws GeneratorProblem {
        try {
            return Json.MAPPER.readTree(data);
        } catch (JsonProcessingException e) {
            throw new GeneratorProblem("chat_broken", "the endpoint sent what is no completion", e);
        }
    }

    /** Without what ends it; null at the end. */
    private String line() throws IOException, GeneratorProblem {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != END && next != '\n') {
            line.write(next);
            if (++bytes > MOST_BYTES || line.size() > LONGEST_LINE) {
                throw new GeneratorProblem("chat_broken", "the endpoint sent more than is read");
            }
            next = in.read();
        }
        heard.run();
        if (next == END && line.size() == 0) {
            return null;
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
