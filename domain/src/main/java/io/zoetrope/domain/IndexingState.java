package io.zoetrope.domain;

/** How far a video has come. */
public enum IndexingState {
    ARRIVED,
    INDEXING,
    /** All of it is searchable. */
    READY,
    /** What could be decoded is searchable; the error says what is not. */
    PARTIAL,
    FAILED,
    DELETED;

    /** As the API and the indexes write it. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean isFinal() {
        return this != ARRIVED && this != INDEXING;
    }
}
