package io.zoetrope.operators.order;

import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;

/** Where the order of one video goes, and what time it is there. */
interface OrderOutput {
    void step(VideoStep step);

    /** To the dispatcher. */
    void tell(SegmentDone done);

    /** Of a video that nobody behind this hears of. */
    void reject(DeadLetter letter);

    /** The pictures of lives below a generation go away. */
    void takePictures(long below);

    void count(OrderMetric metric, long n);

    /** Epoch milliseconds. */
    long nowMs();

    /** Since when this task has run: what was before does not count as waiting. */
    long startedMs();

    /** Sees to it that the video's timer fires at or before a time. */
    void fireBy(long ms) throws Exception;
}
