package io.zoetrope.models.tokenize;

/**
 * BERT's word pieces: from the left, always the longest entry that fits. A word that cannot be cut
 * whole, or that has more than 100 characters, is one unknown token.
 */
final class WordPieceModel implements SubwordModel {
    private static final int MAX_WORD = 100;

    private final Vocabulary vocabulary;
    private final String continuation;
    private final int unknown;

    /**
     * @param continuation precedes entries that go on inside a word, such as {@code ##}
     * @param unknown its id
     */
    WordPieceModel(Vocabulary vocabulary, String continuation, int unknown) {
        this.vocabulary = vocabulary;
        this.continuation = continuation;
        this.unknown = unknown;
    }

    @Override
    public void encode(String piece, IdBuffer into) {
        if (piece.codePointCount(0, piece.length()) > MAX_WORD) {
            into.add(unknown);
            return;
        }
        IdBuffer pieces = new IdBuffer(MAX_WORD);
        int start = 0;
        while (start < piece.length()) {
            int end = longestFrom(piece, start);
            if (end == start) {
                into.add(unknown);
                return;
            }
            pieces.add(idOf(piece, start, end));
            start = end;
        }
        into.addAll(pieces.toArray());
    }

    private int longestFrom(String piece, int start) {
        int end = piece.length();
        while (end > start && idOf(piece, start, end) < 0) {
            end = piece.offsetByCodePoints(end, -1);
        }
        return end;
    }

    private int idOf(String piece, int start, int end) {
        return vocabulary.id((start > 0 ? continuation : "") + piece.substring(start, end));
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
        return String.join(" ", entries).replace(" " + continuation, "");
    }
}
