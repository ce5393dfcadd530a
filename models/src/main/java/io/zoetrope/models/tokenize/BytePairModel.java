package io.zoetrope.models.tokenize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte pair encoding (Sennrich et al. 2016): the pair with the lowest rank is joined first, over
 * and over. A queue of candidate pairs over a linked list of symbols keeps a word of n characters
 * at n log n, so that one endless word is no burden.
 */
final class BytePairModel implements SubwordModel {
    private final Vocabulary vocabulary;
    private final Map<Long, Merge> merges;
    private final String wordEnd;
    private final int unknown;

    /** What a pair becomes, and how early. */
    private record Merge(int rank, int result) {}

    /** A pair that could be joined, where its left symbol and what both were when it was found. */
    private record Candidate(int rank, int left, int leftId, int rightId)
            implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate o) {
            return rank != o.rank ? Integer.compare(rank, o.rank) : Integer.compare(left, o.left);
        }
    }

    /**
     * @param merges pairs, earliest first; a pair whose parts or result the vocabulary does not
     *     have is never joined
     * @param wordEnd is part of a word's last symbol, or empty
     * @param unknown id for a symbol that the vocabulary does not have; -1 to leave it out
     */
    BytePairModel(Vocabulary vocabulary, List<String[]> merges, String wordEnd, int unknown) {
        this.vocabulary = vocabulary;
        this.wordEnd = wordEnd;
        this.unknown = unknown;
        this.merges = new HashMap<>();
        for (int rank = 0; rank < merges.size(); rank++) {
            String[] pair = merges.get(rank);
            int left = vocabulary.id(pair[0]);
            int right = vocabulary.id(pair[1]);
            int result = vocabulary.id(pair[0] + pair[1]);
            if (left >= 0 && right >= 0 && result >= 0) {
                this.merges.put(key(left, right), new Merge(rank, result));
            }
        }
    }

    private static long key(int left, int right) {
        return ((long) left << 32) | right;
    }

    @Override
    public void encode(String piece, IdBuffer into) {
        Word word = new Word(piece);
        word.mergeAll();
        for (int i = 0; i >= 0 && i < word.ids.length; i = word.next[i]) {
            if (word.ids[i] >= 0) {
                into.add(word.ids[i]);
            }
        }
    }

    /** Symbols of one word as a linked list over its first positions. */
    private final class Word {
        final int[] ids;
        final int[] next;
        final int[] previous;
        final PriorityQueue<Candidate> queue = new PriorityQueue<>();

        Word(String piece) {
            int[] symbols = piece.codePoints().toArray();
            int n = symbols.length;
            ids = new int[n];
            next = new int[n];
            previous = new int[n];
            for (int i = 0; i < n; i++) {
                String symbol = Character.toString(symbols[i]) + (i == n - 1 ? wordEnd : "");
                int id = vocabulary.id(symbol);
                ids[i] = id >= 0 ? id : unknown;
                next[i] = i == n - 1 ? -1 : i + 1;
                previous[i] = i - 1;
            }
        }

        void mergeAll() {
            for (int i = 0; i < ids.length; i++) {
                offer(i);
            }
            while (!queue.isEmpty()) {
                merge(queue.poll());
            }
        }

        private void offer(int left) {
            if (left < 0 || next[left] < 0) {
                return;
            }
            Merge merge = merges.get(key(ids[left], ids[next[left]]));
            if (merge != null) {
                queue.add(new Candidate(merge.rank(), left, ids[left], ids[next[left]]));
            }
        }

        private void merge(Candidate pair) {
            int left = pair.left();
            int right = next[left];
            boolean stale = ids[left] != pair.leftId() || right < 0 || ids[right] != pair.rightId();
            if (stale) {
                return;
            }
            ids[left] = merges.get(key(pair.leftId(), pair.rightId())).result();
            ids[right] = Integer.MIN_VALUE;
            next[left] = next[right];
            if (next[left] >= 0) {
                previous[next[left]] = left;
            }
            offer(left);
            offer(previous[left]);
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
        String text =
                ByteAlphabet.read(
                        String.join("", entries)
                                .replace(wordEnd.isEmpty() ? "\0" : wordEnd, "\u0120"));
        return text.strip();
    }
}
