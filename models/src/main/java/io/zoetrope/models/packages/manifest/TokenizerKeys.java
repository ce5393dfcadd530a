package io.zoetrope.models.packages.manifest;

import java.util.Set;

/** What a tokenizer of each kind reads of {@code text}: other keys would be passed over. */
public final class TokenizerKeys {
    private TokenizerKeys() {}

    /** Roles of {@code text.files}. */
    public static Set<String> files(TokenizerKind kind) {
        return switch (kind) {
            case WORDS, WORDPIECE -> Set.of("vocabulary");
            case CLIP_BPE -> Set.of("merges");
            case BYTE_BPE -> Set.of("vocabulary", "merges");
            case TOKENIZER_JSON -> Set.of("tokenizer");
        };
    }

    /** Names of {@code text.tokens}. */
    public static Set<String> tokens(TokenizerKind kind) {
        return switch (kind) {
            case WORDS -> Set.of();
            case TOKENIZER_JSON -> Set.of("pad");
            case CLIP_BPE, WORDPIECE, BYTE_BPE -> Set.of("pad", "unknown", "begin", "end");
        };
    }
}
