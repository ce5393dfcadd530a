package io.zoetrope.models.tokenize;

/**
 * Ids around a text.
 *
 * @param begin before it, may be empty
 * @param end after it, may be empty
 * @param pad fills up a batch
 * @param unknown stands for what the vocabulary does not have; -1 if there is none
 */
record SpecialTokens(long[] begin, long[] end, long pad, long unknown) {
    int count() {
        return begin.length + end.length;
    }
}
