package io.zoetrope.models.tokenize;

import java.util.Arrays;
import java.util.List;

/** Turns text into the ids that a text encoder was trained on, and ids into text. Thread-safe. */
public interface Tokenizer {
    /** Longer texts are cut here, in UTF-16 units, before anything else: none has room for more. */
    int MAX_CHARS = 100_000;

    /**
     * Ids of one text with its begin and end tokens, at most {@link #maxTokens}; a longer text
     * loses its last tokens, never the end token. Not padded. An empty text gives the begin and end
     * tokens.
     */
    long[] encode(String text);

    /** Most ids of one text, begin and end tokens counted. */
    int maxTokens();

    /** Fills up the shorter texts of a batch. */
    long padId();

    /**
     * The text of some ids. Begin, end, padding and unknown tokens are left out, and so are ids
     * outside the vocabulary, such as a recogniser's control tokens.
     */
    String decode(long[] ids);

    /**
     * Several texts as the rows of one tensor.
     *
     * @param padToMax rows are {@link #maxTokens} long; otherwise as long as the longest
     */
    default long[][] encodeBatch(List<String> texts, boolean padToMax) {
        long[][] rows = texts.stream().map(this::encode).toArray(long[][]::new);
        int longest = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
        int width = padToMax ? maxTokens() : longest;
        for (int i = 0; i < rows.length; i++) {
            int used = rows[i].length;
            rows[i] = Arrays.copyOf(rows[i], width);
            Arrays.fill(rows[i], used, width, padId());
        }
        return rows;
    }

    /** {@code text} within {@link #MAX_CHARS}, never cut inside a surrogate pair. */
    static String bounded(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
        return text.substring(0, split ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
