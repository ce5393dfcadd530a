package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.grpc.v1.GetVideoRequest;
import io.zoetrope.grpc.v1.Query;
import io.zoetrope.grpc.v1.SearchPageRequest;
import io.zoetrope.grpc.v1.SearchRequest;
import io.zoetrope.grpc.v1.SearchResponse;
import io.zoetrope.grpc.v1.SimilarRequest;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.grpc.v1.VideoSearchGrpc;
import io.zoetrope.grpc.v1.VideoSearchGrpc.VideoSearchBlockingStub;
import io.zoetrope.grpc.v1.VideoSearchGrpc.VideoSearchFutureStub;
import io.zoetrope.grpc.v1.WatchVideosRequest;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.videos.VideoView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real channel to a server of a testing gateway. */
@Timeout(60)
class GrpcServerTest {
    private final TestingGateway gateway = new TestingGateway();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private GrpcServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = GrpcServer.start("127.0.0.1", 0, gateway, metrics);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    }

    @AfterEach
    void stop() {
        gateway.hold.countDown();
        channel.shutdownNow();
        server.close();
    }

    private VideoSearchBlockingStub stub(Metadata.Key<String> header, String value) {
        Metadata headers = new Metadata();
        headers.put(header, value);
        return VideoSearchGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private VideoSearchBlockingStub stub(String key) {
        return stub(LetIn.AUTHORIZATION, "Bearer " + key);
    }

    private static SearchRequest words(String words) {
        return SearchRequest.newBuilder().setQuery(Query.newBuilder().setText(words)).build();
    }

    private static StatusRuntimeException failure(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run);
    }

    private static String reason(Runnable call) throws InvalidProtocolBufferException {
        return ErrorsTest.info(failure(call)).getReason();
    }

    /** As long as the test's own time. */
    private static void until(BooleanSupplier good) {
        while (!good.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void asksWhatWasAsked() {
        SearchRequest request =
                words("a red car").toBuilder()
                        .setLimit(3)
                        .putMedia("image", ByteString.copyFromUtf8("jpeg"))
                        .build();
        assertThat(stub(TestingGateway.KEY).search(request).getGoodMatch()).isTrue();
        assertThat(gateway.asked.get(0).query().text()).isEqualTo("a red car");
        assertThat(gateway.asked.get(0).limit()).isEqualTo(3);
        assertThat(gateway.asked.get(0).modalities()).as("not set").isNull();
        assertThat(gateway.asked.get(0).filter()).as("not set").isNull();
        assertThat(gateway.media.get(0).get("image")).asString().isEqualTo("jpeg");
        assertThat(
                        metrics.get(QueryMetric.GRPC.metricName())
                                .tags("method", "Search", "code", "OK")
                                .timer()
                                .count())
                .isEqualTo(1);
        SimilarRequest car = SimilarRequest.newBuilder().setObjectId("o7").build();
        assertThat(stub(TestingGateway.KEY).similar(car).getSimilar(0).getObjectId())
                .isEqualTo("o7");
        assertThat(stub(TestingGateway.KEY).similar(car).getSimilar(0).getScore())
                .as("usual number")
                .isEqualTo(24);
    }

    @Test
    void letsInThoseWithAKey() throws InvalidProtocolBufferException {
        assertThat(reason(() -> VideoSearchGrpc.newBlockingStub(channel).search(words("a"))))
                .isEqualTo("key_required");
        assertThat(reason(() -> stub("zk_forged").search(words("a")))).isEqualTo("unknown_key");
        assertThat(reason(() -> stub(LetIn.AUTHORIZATION, "Basic a").search(words("a"))))
                .isEqualTo("unknown_credentials");
        assertThat(gateway.begun.get()).isZero();
        assertThat(stub(LetIn.API_KEY, TestingGateway.OTHER_KEY).search(words("a"))).isNotNull();
        GetVideoRequest video = GetVideoRequest.newBuilder().setVideoId("v").build();
        assertThat(reason(() -> stub(TestingGateway.OTHER_KEY).getVideo(video)))
                .isEqualTo("not_found");
        assertThat(
                        metrics.get(QueryMetric.REFUSED.metricName())
                                .tag("code", "unknown_key")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void errorsKeepTheirReasons() throws InvalidProtocolBufferException {
        VideoSearchBlockingStub stub = stub(TestingGateway.KEY);
        SearchPageRequest old = SearchPageRequest.newBuilder().setToken("old").build();
        StatusRuntimeException expired = failure(() -> stub.searchPage(old));
        assertThat(expired.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(ErrorsTest.info(expired).getReason()).isEqualTo("page_token_expired");
        gateway.failure = new Unavailable("the index does not answer; try again", null);
        StatusRuntimeException away = failure(() -> stub.search(words("a")));
        assertThat(away.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(reason(() -> stub.similar(SimilarRequest.getDefaultInstance())))
                .isEqualTo("invalid_request");
        SearchRequest endless = words("a").toBuilder().setMinScore(Double.NaN).build();
        assertThat(reason(() -> stub.search(endless))).isEqualTo("invalid_request");
    }

    @Test
    void anErrorEndsTheCall() throws InvalidProtocolBufferException {
        gateway.fault = new NoClassDefFoundError("io/zoetrope/Lost");
        StatusRuntimeException told =
                failure(
                        () ->
                                stub(TestingGateway.KEY)
                                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                                        .search(words("a")));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(told.getStatus().getDescription()).doesNotContain("Lost");
        assertThat(ErrorsTest.info(told).getMetadataMap()).containsKey("request_id");
    }

    @Test
    void refusesWhatIsTooLarge() {
        SearchRequest large =
                words("a").toBuilder()
                        .putMedia(
                                "image",
                                ByteString.copyFrom(new byte[GrpcServer.MOST_MESSAGE_BYTES]))
                        .build();
        assertThat(failure(() -> stub(TestingGateway.KEY).search(large)).getStatus().getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        String key = "k".repeat(GrpcServer.MOST_METADATA_BYTES + 1);
        assertThat(failure(() -> stub(key).search(words("a")))).isNotNull();
        assertThat(gateway.begun.get()).isZero();
        assertThat(stub(TestingGateway.KEY).search(words("a"))).isNotNull();
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotBegun() throws Exception {
        gateway.hold = new CountDownLatch(1);
        List<ListenableFuture<SearchResponse>> held = new ArrayList<>();
        for (int i = 0; i < Calls.AT_ONCE_OF_ONE; i++) {
            held.add(future().search(words("held")));
        }
        until(() -> gateway.begun.get() == held.size());
        VideoSearchBlockingStub hasty =
                stub(TestingGateway.KEY).withDeadlineAfter(100, TimeUnit.MILLISECONDS);
        assertThat(failure(() -> hasty.search(words("a"))).getStatus().getCode())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        // The server hears of it later than the caller.
        until(
                () ->
                        metrics.find(QueryMetric.GRPC.metricName())
                                        .tags("method", "Search", "code", "CANCELLED")
                                        .timer()
                                != null);
        assertThat(gateway.begun.get()).isEqualTo(held.size());
        gateway.hold.countDown();
        for (ListenableFuture<SearchResponse> one : held) {
            assertThat(one.get(20, TimeUnit.SECONDS).getGoodMatch()).isTrue();
        }
        assertThat(stub(TestingGateway.KEY).search(words("b"))).isNotNull();
        assertThat(gateway.begun.get()).isEqualTo(held.size() + 1);
    }

    private VideoSearchFutureStub future() {
        Metadata headers = new Metadata();
        headers.put(LetIn.API_KEY, TestingGateway.KEY);
        return VideoSearchGrpc.newFutureStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Test
    void tellsOfVideosAsTheyCome() {
        Iterator<VideoEvent> events =
                stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        assertThat(events.next().hasVideo()).as("it has begun").isFalse();
        gateway.listeners.get(0).accept(video("indexing"));
        gateway.listeners.get(0).accept(video("ready"));
        assertThat(events.next().getVideo().getStatus()).isEqualTo("indexing");
        assertThat(events.next().getVideo().getStatus()).isEqualTo("ready");
        gateway.refusal = ApiError.overShare("too_many_streams", "close some");
        Iterator<VideoEvent> another =
                stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        assertThat(failure(another::next).getStatus().getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        server.close();
        assertThat(events.hasNext()).as("ended in order").isFalse();
        assertThat(gateway.listeners).isEmpty();
    }

    @Test
    void aStreamThatNobodyReadsIsCutOff() {
        Iterator<VideoEvent> events =
                stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        events.next();
        VideoView large = video("x".repeat(100_000));
        until(
                () -> {
                    gateway.listeners.forEach(listener -> listener.accept(large));
                    return gateway.listeners.isEmpty();
                });
    }

    @Test
    void aStreamEndsWithItsClient() {
        Iterator<VideoEvent> events =
                stub(TestingGateway.KEY).watchVideos(WatchVideosRequest.getDefaultInstance());
        events.next();
        channel.shutdownNow();
        until(gateway.listeners::isEmpty);
    }

    @Test
    void saysHowItIsAndWhatItSpeaks() throws InterruptedException {
        untilHealthIs(ServingStatus.SERVING);
        BlockingQueue<ServerReflectionResponse> said = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> ask =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(into(said));
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<ServiceResponse> services =
                said.poll(20, TimeUnit.SECONDS).getListServicesResponse().getServiceList();
        assertThat(services.stream().map(ServiceResponse::getName))
                .contains("zoetrope.v1.VideoSearch", "grpc.health.v1.Health");
        ask.onCompleted();
    }

    @Test
    void healthGoesOnBeingToldAfterItCouldNotBe() {
        gateway.ready =
                () -> {
                    throw new IllegalStateException("a fault of what is asked");
                };
        untilHealthIs(ServingStatus.NOT_SERVING);
        gateway.ready = () -> true;
        untilHealthIs(ServingStatus.SERVING);
    }

    private void untilHealthIs(ServingStatus wanted) {
        HealthCheckRequest whole = HealthCheckRequest.getDefaultInstance();
        until(() -> HealthGrpc.newBlockingStub(channel).check(whole).getStatus() == wanted);
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
}
