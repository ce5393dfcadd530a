package io.zoetrope.models.tokenize;

import io.zoetrope.models.packages.manifest.ManifestException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lower-case words of ASCII letters and digits, as the bundled family reads them: everything else
 * separates. A word's id is its line in the vocabulary, counted from 0; the first four lines are
 * padding, unknown, begin and end.
 */
public final class WordTokenizer implements Tokenizer {
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
    private static final long PAD = 0;
    private static final long UNKNOWN = 1;
    private static final long BEGIN = 2;
    private static final long END = 3;

    private final List<String> words;
    private final Map<String, Long> ids;
    private final int maxTokens;

    /**
     * @param words in the order of their ids
     * @param maxTokens of one text, at least 3
     */
    public WordTokenizer(List<String> words, int maxTokens) {
        this.words = List.copyOf(words);
        this.maxTokens = maxTokens;
        this.ids = new HashMap<>();
        for (int i = (int) END + 1; i < words.size(); i++) {
            ids.put(words.get(i), (long) i);
        }
    }

    /**
     * @throws ManifestException if there are no words after the four special lines
     */
    static WordTokenizer read(TokenFile vocabulary, int maxTokens) {
        List<String> lines = VocabularyFiles.lines(vocabulary);
        if (lines.size() <= END + 1) {
            throw vocabulary.expected("padding, unknown, begin, end, then one word a line");
        }
        return new WordTokenizer(lines, maxTokens);
    }

    @Override
    public long[] encode(String text) {
        IdBuffer found = new IdBuffer(maxTokens - 1);
        found.add(BEGIN);
        Matcher word = WORD.matcher(Tokenizer.bounded(text).toLowerCase(Locale.ROOT));
        while (!found.full() && word.find()) {
            found.add(ids.getOrDefault(word.group(), UNKNOWN));
        }
        IdBuffer all = new IdBuffer(maxTokens);
        all.addAll(found.toArray());
        all.add(END);
        return all.toArray();
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public long padId() {
        return PAD;
    }

    @Override
    public String decode(long[] tokens) {
        StringJoiner text = new StringJoiner(" ");
        for (long id : tokens) {
            if (id > END && id < words.size()) {
                text.add(words.get((int) id));
            }
        }
        return text.toString();
    }
}
