package io.zoetrope.models.packages.manifest;

import java.util.Map;

/**
 * How a sentence becomes token ids.
 *
 * @param tokenizer kind of tokenizer
 * @param files what the tokenizer reads, by role ({@code vocabulary}, {@code merges}, {@code
 *     tokenizer}); each listed under the package's {@code files}
 * @param maxTokens longer texts are cut by the tokenizer's rule, begin and end tokens kept
 * @param padToMax every sequence is padded to {@code maxTokens}; otherwise to the longest of its
 *     batch
 * @param lowercase before tokenizing
 * @param tokens ids of special tokens by name: {@code pad}, {@code unknown}, {@code begin}, {@code
 *     end}; those absent are the tokenizer's own
 */
public record TextInput(
        TokenizerKind tokenizer,
        Map<String, String> files,
        int maxTokens,
        boolean padToMax,
        boolean lowercase,
        Map<String, Integer> tokens) {

    /** The id of a special token, or {@code otherwise} if the manifest names none. */
    public int token(String name, int otherwise) {
        return tokens.getOrDefault(name, otherwise);
    }
}
