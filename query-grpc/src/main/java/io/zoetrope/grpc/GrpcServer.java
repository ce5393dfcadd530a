package io.zoetrope.grpc;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.grpc.v1.VideoSearchGrpc;
import io.zoetrope.query.protocols.Gateway;
import io.zoetrope.query.protocols.OtherProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of {@code VideoSearch}, the standard health service and reflection, in plain text as the
 * HTTP API is. Health is {@code SERVING} while what the service needs answers.
 */
final class GrpcServer implements OtherProtocol.Running {
    /** A call is held in memory whole. */
    static final int MOST_MESSAGE_BYTES = 2 << 20;

    static final int MOST_METADATA_BYTES = 16 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(GrpcServer.class);
    private static final int CALLS_OF_A_CONNECTION = 100;
    private static final int THREADS = 4;
    private static final int HEALTH_EVERY_S = 2;
    private static final int STREAMS_EVERY_S = 10;
    private static final int STOP_S = 5;

    private final Server server;
    private final HealthStatusManager health = new HealthStatusManager();
    private final Calls calls;
    private final VideoStreams streams;
    private final ExecutorService threads;
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(named("grpc-heart"));

    private GrpcServer(String host, int port, Gateway gateway, MeterRegistry metrics) {
        this.calls = new Calls(metrics, Calls.PATIENCE);
        this.streams = new VideoStreams(gateway);
        this.threads = Executors.newFixedThreadPool(THREADS, named("grpc"));
        this.server =
                NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                        .executor(threads)
                        .maxInboundMessageSize(MOST_MESSAGE_BYTES)
                        .maxInboundMetadataSize(MOST_METADATA_BYTES)
                        .maxConcurrentCallsPerConnection(CALLS_OF_A_CONNECTION)
                        .keepAliveTime(1, TimeUnit.MINUTES)
                        .keepAliveTimeout(20, TimeUnit.SECONDS)
                        .permitKeepAliveTime(10, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .maxConnectionIdle(15, TimeUnit.MINUTES)
                        .addService(
                                ServerInterceptors.intercept(
                                        new VideoSearchService(gateway, calls, streams),
                                        new LetIn(gateway, metrics)))
                        .addService(health.getHealthService())
                        .addService(ProtoReflectionServiceV1.newInstance())
                        .build();
        heart.scheduleWithFixedDelay(
                () -> tell(isReady(gateway)), 0, HEALTH_EVERY_S, TimeUnit.SECONDS);
        heart.scheduleWithFixedDelay(
                streams::endOld, STREAMS_EVERY_S, STREAMS_EVERY_S, TimeUnit.SECONDS);
    }

    /**
     * @param port 0 for a free one
     * @throws IOException if the port cannot be had
     */
    static GrpcServer start(String host, int port, Gateway gateway, MeterRegistry metrics)
            throws IOException {
        GrpcServer made = new GrpcServer(host, port, gateway, metrics);
        try {
            made.server.start();
        } catch (IOException e) {
            made.close();
            throw new IOException("gRPC cannot listen on " + host + ":" + port, e);
        }
        LOG.info("gRPC on {}:{}", host, made.port());
        return made;
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * What is thrown here would end the schedule, and the last that was told would stand for ever.
     */
    private static boolean isReady(Gateway gateway) {
        try {
            return gateway.isReady();
        } catch (RuntimeException e) {
            LOG.warn("whether the service is ready cannot be told; health says it is not", e);
            return false;
        }
    }

    private void tell(boolean ready) {
        ServingStatus status = ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        health.setStatus(VideoSearchGrpc.SERVICE_NAME, status);
    }

    @Override
    public int port() {
        return server.getPort();
    }

    /** Ends the streams, lets running calls finish, five seconds long. */
    @Override
    public void close() {
        if (server.isShutdown()) {
            return;
        }
        heart.shutdownNow();
        health.enterTerminalState();
        server.shutdown();
        streams.close();
        try {
            if (!server.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.shutdownNow();
        }
        calls.close();
        threads.shutdown();
    }
}
