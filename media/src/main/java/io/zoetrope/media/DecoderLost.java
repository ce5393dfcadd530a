package io.zoetrope.media;

import java.io.IOException;

/**
 * The process that decoded this video is gone, or was ended because it went past a bound. Whether
 * the file did it or something else shows when it is tried again; the reader is of no more use.
 */
public final class DecoderLost extends IOException {
    private static final long serialVersionUID = 1L;

    /** It ended by itself, was killed, or said what no decoder says. */
    public static final String CRASH = "decoder_crash";

    /** It did not get on within its time. */
    public static final String TIMEOUT = "decoder_timeout";

    /** It needed more memory than it may have. */
    public static final String OUT_OF_MEMORY = "out_of_memory";

    private final String reason;

    /**
     * @param reason one of this class's
     * @param detail one sentence that says what became of it
     */
    public DecoderLost(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
