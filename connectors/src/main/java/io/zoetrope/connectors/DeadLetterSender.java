package io.zoetrope.connectors;

import io.zoetrope.domain.message.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Where a sink sends the inputs that it rejects: sinks have no side output. */
@FunctionalInterface
public interface DeadLetterSender extends Serializable {
    /** Connects; the sink's writer closes the session. */
    Session open();

    /** One connection, used by one thread. */
    interface Session extends Closeable {
        /**
         * Returns when all of them are stored.
         *
         * @throws IOException if they could not be stored: the sink fails rather than lose them
         */
        void send(List<DeadLetter> letters) throws IOException, InterruptedException;
    }
}
