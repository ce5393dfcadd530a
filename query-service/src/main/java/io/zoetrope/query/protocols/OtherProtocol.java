package io.zoetrope.query.protocols;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ServiceLoader;

/**
 * A protocol that the service speaks besides HTTP, found by {@link ServiceLoader}: its library is
 * on the class path of those alone who want it.
 */
public interface OtherProtocol {
    /** A protocol that is being spoken; closing it lets running calls finish. */
    interface Running extends AutoCloseable {
        /** The true port if 0 was asked. */
        int port();

        @Override
        void close();
    }

    /**
     * Begins to listen.
     *
     * @param host address to bind
     * @param port 0 for a free one
     * @throws IOException if the port cannot be had; the message says which
     */
    Running start(String host, int port, Gateway gateway, MeterRegistry metrics) throws IOException;

    /**
     * @throws IllegalArgumentException if no such library is on the class path
     */
    static OtherProtocol grpc() {
        return ServiceLoader.load(OtherProtocol.class)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--grpc-port needs zoetrope-query-grpc on the class path"));
    }
}
