package io.zoetrope.media.process.protocol;

import java.io.IOException;

/** The other side said what the protocol does not allow. Nothing it says is believed after that. */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String what) {
        super(what);
    }

    public static void require(boolean holds, String otherwise) throws ProtocolViolation {
        if (!holds) {
            throw new ProtocolViolation(otherwise);
        }
    }
}
