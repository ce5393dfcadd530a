package io.zoetrope.models.tokenize;

/** Cuts one piece of prepared text into entries of a vocabulary. Thread-safe. */
interface SubwordModel {
    void encode(String piece, IdBuffer into);

    /** Entries, the highest id plus one. */
    int size();

    /** The text of an entry as the vocabulary writes it. */
    String entry(int id);

    /** Joins entries, in the vocabulary's writing, to text for people. */
    String join(Iterable<String> entries);
}
