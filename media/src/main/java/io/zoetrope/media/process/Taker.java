package io.zoetrope.media.process;

import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;

/** Takes what one request brings before its answer. For one thread. */
interface Taker {
    /**
     * Reads the message whose head was read, and judges it.
     *
     * @return hands it on, once the message is at its end
     * @throws ProtocolViolation if it is nothing that the request can bring
     */
    Runnable take(Kind kind, MessageInput in) throws IOException;
}
