package io.zoetrope.models.tokenize;

import java.util.Arrays;

/**
 * SentencePiece's unigram model (Kudo 2018): the cut whose entries have the highest sum of log
 * probabilities, by Viterbi's algorithm. Neighbouring characters that no entry covers become one
 * unknown token.
 */
final class UnigramModel implements SubwordModel {
    private static final double UNKNOWN_PENALTY = 10;
    private static final String SPACE = "\u2581";

    private final Vocabulary vocabulary;
    private final double[] scores;
    private final int unknown;
    private final double unknownScore;

    /**
     * @param scores log probability of each id
     * @param unknown its id
     */
    UnigramModel(Vocabulary vocabulary, double[] scores, int unknown) {
        this.vocabulary = vocabulary;
        this.scores = scores.clone();
        this.unknown = unknown;
        this.unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
    }

    @Override
    public void encode(String piece, IdBuffer into) {
        int n = piece.length();
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        int[] id = new int[n + 1];
        Arrays.fill(from, -1);
        from[0] = 0;
        for (int start = 0; start < n; start += Character.charCount(piece.codePointAt(start))) {
            extend(piece, start, best, from, id);
        }
        write(n, from, id, into);
    }

    private void extend(String piece, int start, double[] best, int[] from, int[] id) {
        int oneCharacter = start + Character.charCount(piece.codePointAt(start));
        boolean covered = false;
        int furthest = Math.min(piece.length(), start + vocabulary.longest());
        for (int end = oneCharacter; end <= furthest; end++) {
            int found = vocabulary.id(piece.substring(start, end));
            if (found >= 0) {
                covered |= end == oneCharacter;
                relax(start, end, scores[found], found, best, from, id);
            }
        }
        if (!covered) {
            relax(start, oneCharacter, unknownScore, unknown, best, from, id);
        }
    }

    private static void relax(
            int start, int end, double score, int found, double[] best, int[] from, int[] id) {
        double candidate = best[start] + score;
        if (from[end] < 0 || candidate > best[end]) {
            best[end] = candidate;
            from[end] = start;
            id[end] = found;
        }
    }

    private void write(int n, int[] from, int[] id, IdBuffer into) {
        int[] path = new int[n];
        int length = 0;
        for (int end = n; end > 0; end = from[end]) {
            path[length++] = id[end];
        }
        int last = -1;
        for (int i = length - 1; i >= 0; i--) {
            if (path[i] != unknown || last != unknown) {
                into.add(path[i]);
            }
            last = path[i];
        }
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public String entry(int id) {
        return vocabulary.entry(id);
    }

    @Override
    public String join(Iterable<String> entries) {
        return String.join("", entries).replace(SPACE, " ").strip();
    }
}
