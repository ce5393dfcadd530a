package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.grpc.v1.Query;
import io.zoetrope.grpc.v1.SearchRequest;
import io.zoetrope.grpc.v1.VideoSearchGrpc;
import io.zoetrope.grpc.v1.VideoSearchGrpc.VideoSearchBlockingStub;
import io.zoetrope.grpc.v1.VideoSearchGrpc.VideoSearchFutureStub;
import io.zoetrope.query.videos.VideoView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server of a testing gateway, a real channel to it, and what a client does. */
final class TestingConnection implements AutoCloseable {
    final TestingGateway gateway = new TestingGateway();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final GrpcServer server;
    final ManagedChannel channel;

    TestingConnection() throws IOException {
        server = GrpcServer.start("127.0.0.1", 0, gateway, metrics);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    }

    VideoSearchBlockingStub stub(Metadata.Key<String> header, String value) {
        Metadata headers = new Metadata();
        headers.put(header, value);
        return VideoSearchGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    VideoSearchBlockingStub stub(String key) {
        return stub(LetIn.AUTHORIZATION, "Bearer " + key);
    }

    VideoSearchFutureStub future() {
        Metadata headers = new Metadata();
        headers.put(LetIn.API_KEY, TestingGateway.KEY);
        return VideoSearchGrpc.newFutureStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    static SearchRequest words(String words) {
        return SearchRequest.newBuilder().setQuery(Query.newBuilder().setText(words)).build();
    }

    static StatusRuntimeException failure(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run);
    }

    static String reason(Runnable call) throws InvalidProtocolBufferException {
        return ErrorsTest.info(failure(call)).getReason();
    }

    /** As long as the test's own time. */
    static void until(BooleanSupplier good) {
        while (!good.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    static VideoView video(String status) {
        return new VideoView(
                "v",
                "file:///v.mp4",
                "",
                "",
                "mine",
                Map.of(),
                0,
                0,
                0,
                null,
                0,
                status,
                new VideoView.Progress(0, 0, null, null, null),
                0,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Override
    public void close() {
        gateway.hold.countDown();
        channel.shutdownNow();
        server.close();
    }
}
