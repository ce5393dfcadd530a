package io.zoetrope.operators.order;

/** All that is kept of one video; keyed state in the job, fields in tests. */
interface OrderMemory extends SegmentBuffer {
    /** The open life; null before and after. */
    OrderedVideo open() throws Exception;

    void keepOpen(OrderedVideo video) throws Exception;

    PastLives past() throws Exception;

    /** Closes the open life, if there is one. */
    void close(PastLives lives) throws Exception;

    /** Whether anything is kept: of what was forgotten nothing is on its way any more. */
    default boolean isUsed() throws Exception {
        return open() != null || !past().equals(PastLives.NONE) || !positions().isEmpty();
    }

    /** When something last came in that no open life was waiting for, epoch milliseconds. */
    long heardMs() throws Exception;

    void hearAt(long ms) throws Exception;

    /** Forgets all of it. */
    void clear() throws Exception;
}
