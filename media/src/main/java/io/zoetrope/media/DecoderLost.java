package io.zoetrope.media;

import io.zoetrope.domain.Reason;
import java.io.IOException;

/**
 * The process that decoded this video is gone, or was ended because it went past a bound. Whether
 * the file did it or something else shows when it is tried again; the reader is of no more use.
 */
public final class DecoderLost extends IOException {
    private static final long serialVersionUID = 1L;

    /** It ended by itself, was killed, or said what no decoder says. */
    public static final Reason CRASH = Reason.DECODER_CRASH;

    /** It did not get on within its time. */
    public static final Reason TIMEOUT = Reason.DECODER_TIMEOUT;

    /** It needed more memory than it may have. */
    public static final Reason OUT_OF_MEMORY = Reason.OUT_OF_MEMORY;

    private final Reason reason;

    /**
     * @param reason one of this class's
     * @param detail one sentence that says how it ended
     */
    public DecoderLost(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
