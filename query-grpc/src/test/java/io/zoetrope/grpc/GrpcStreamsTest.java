package io.zoetrope.grpc;

import static io.zoetrope.grpc.TestingConnection.failure;
import static io.zoetrope.grpc.TestingConnection.until;
import static io.zoetrope.grpc.TestingConnection.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.grpc.v1.WatchVideosRequest;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.videos.VideoView;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that are read, not read, left and ended; health and reflection. */
@Timeout(60)
class GrpcStreamsTest {
    private TestingConnection grpc;

    @BeforeEach
    void start() throws IOException {
        grpc = new TestingConnection();
    }

    @AfterEach
    void stop() {
        grpc.close();
    }

    @Test
    void tellsOfVideosAsTheyCome() {
        Iterator<VideoEvent> events =
                grpc.stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        assertThat(events.next().hasVideo()).as("it has begun").isFalse();
        grpc.gateway.listeners.get(0).accept(video("indexing"));
        grpc.gateway.listeners.get(0).accept(video("ready"));
        assertThat(events.next().getVideo().getStatus()).isEqualTo("indexing");
        assertThat(events.next().getVideo().getStatus()).isEqualTo("ready");
        grpc.gateway.refusal = ApiError.overShare("too_many_streams", "close some");
        Iterator<VideoEvent> another =
                grpc.stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        assertThat(failure(another::next).getStatus().getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        grpc.server.close();
        assertThat(events.hasNext()).as("ended in order").isFalse();
        assertThat(grpc.gateway.listeners).isEmpty();
    }

    @Test
    void aStreamThatNobodyReadsIsCutOff() {
        Iterator<VideoEvent> events =
                grpc.stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        events.next();
        VideoView large = video("x".repeat(100_000));
        until(
                () -> {
                    grpc.gateway.listeners.forEach(listener -> listener.accept(large));
                    return grpc.gateway.listeners.isEmpty();
                });
    }

    @Test
    void aStreamEndsWithItsClient() {
        Iterator<VideoEvent> events =
                grpc.stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        events.next();
        grpc.channel.shutdownNow();
        until(grpc.gateway.listeners::isEmpty);
    }

    @Test
    void saysHowItIsAndWhatItSpeaks() throws InterruptedException {
        untilHealthIs(ServingStatus.SERVING);
        BlockingQueue<ServerReflectionResponse> said = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> ask =
                ServerReflectionGrpc.newStub(grpc.channel).serverReflectionInfo(into(said));
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<ServiceResponse> services =
                said.poll(20, TimeUnit.SECONDS).getListServicesResponse().getServiceList();
        assertThat(services.stream().map(ServiceResponse::getName))
                .contains("zoetrope.v1.VideoSearch", "grpc.health.v1.Health");
        ask.onCompleted();
    }

    @Test
    void healthGoesOnBeingToldAfterItCouldNotBe() {
        grpc.gateway.ready =
                () -> {
                    throw new IllegalStateException("a fault of what is asked");
                };
        untilHealthIs(ServingStatus.NOT_SERVING);
        grpc.gateway.ready = () -> true;
        untilHealthIs(ServingStatus.SERVING);
    }

    private void untilHealthIs(ServingStatus wanted) {
        HealthCheckRequest whole = HealthCheckRequest.getDefaultInstance();
        until(() -> HealthGrpc.newBlockingStub(grpc.channel).check(whole).getStatus() == wanted);
    }

    private static StreamObserver<ServerReflectionResponse> into(
            BlockingQueue<ServerReflectionResponse> said) {
        return new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                said.add(response);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        };
    }
}
