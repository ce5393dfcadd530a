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

    /**
     * @return null if no state is written so
     */
    public static IndexingState ofWireName(String name) {
        for (IndexingState state : values()) {
            if (state.wireName().equals(name)) {
                return state;
            }
        }
        return null;
    }

    /** Whether a video in this state has moments that can be found, all that there will be. */
    public boolean isSearchable() {
        return this == READY || this == PARTIAL;
    }

    /** Whether nothing more comes of the video unless it is sent again. */
    public boolean isFinal() {
        return this != ARRIVED && this != INDEXING;
    }
}
