package io.zoetrope.models.packages.manifest;

import java.util.List;

/**
 * How a decoder writes a sentence.
 *
 * @param start token ids that every sentence starts with
 * @param end the token that ends it
 * @param suppress token ids that are never chosen
 * @param maxTokens of one sentence, the start tokens not counted
 * @param speech of speech recognisers
 */
public record DecodingRule(
        List<Integer> start, int end, List<Integer> suppress, int maxTokens, SpeechRule speech) {}
