package io.zoetrope.models.packages.manifest;

/** Tokenizers that a manifest may name. */
public enum TokenizerKind {
    /** Lower-case words of letters and digits; one word a line in {@code vocabulary}. */
    WORDS("words"),
    /** CLIP's byte pair merges: {@code merges} in the text form that OpenAI published. */
    CLIP_BPE("clip-bpe"),
    /** BERT's word pieces: {@code vocabulary} with one piece a line. */
    WORDPIECE("wordpiece"),
    /** Byte-level pairs as in GPT-2 and Whisper: {@code vocabulary} (JSON), {@code merges}. */
    BYTE_BPE("byte-bpe"),
    /** Hugging Face {@code tokenizer.json}: {@code tokenizer}. */
    TOKENIZER_JSON("tokenizer-json");

    private final String wireName;

    TokenizerKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
