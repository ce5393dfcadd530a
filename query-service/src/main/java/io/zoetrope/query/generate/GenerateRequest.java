package io.zoetrope.query.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.question.SearchRequest;

/**
 * The body of {@code POST /v1/generate} as it comes; {@code GenerateRules} says what is accepted.
 *
 * @param startMs media time, with {@code endMs} a stretch of {@code videoId}
 * @param search whose results the answer rests on, instead of a video
 * @param generator by its name; null for the service's choice
 */
public record GenerateRequest(
        String prompt,
        String videoId,
        Long startMs,
        Long endMs,
        SearchRequest search,
        String generator,
        ResponseFormat responseFormat) {

    /**
     * What the answer is if it is no text.
     *
     * @param type {@code json_schema}, or the name of a preset
     * @param schema of {@code json_schema}
     */
    public record ResponseFormat(String type, JsonNode schema) {}
}
