package io.zoetrope.grpc;

import static io.zoetrope.grpc.TestingConnection.failure;
import static io.zoetrope.grpc.TestingConnection.reason;
import static io.zoetrope.grpc.TestingConnection.until;
import static io.zoetrope.grpc.TestingConnection.video;
import static io.zoetrope.grpc.TestingConnection.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.zoetrope.grpc.v1.CalibrationCurve;
import io.zoetrope.grpc.v1.GetVideoRequest;
import io.zoetrope.grpc.v1.SearchPageRequest;
import io.zoetrope.grpc.v1.SearchRequest;
import io.zoetrope.grpc.v1.SearchResponse;
import io.zoetrope.grpc.v1.SimilarRequest;
import io.zoetrope.grpc.v1.VideoSearchGrpc;
import io.zoetrope.grpc.v1.VideoSearchGrpc.VideoSearchBlockingStub;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.question.Calibration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real channel to a server of a testing gateway. */
@Timeout(60)
class GrpcServerTest {
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
    void asksWhatWasAsked() {
        SearchRequest request =
                words("a red car").toBuilder()
                        .setLimit(3)
                        .putCalibration(
                                "visual", CalibrationCurve.newBuilder().setShift(-1).build())
                        .putMedia("image", ByteString.copyFromUtf8("jpeg"))
                        .build();
        assertThat(grpc.stub(TestingGateway.KEY).search(request).getGoodMatch()).isTrue();
        assertThat(grpc.gateway.asked.get(0).query().text()).isEqualTo("a red car");
        assertThat(grpc.gateway.asked.get(0).limit()).isEqualTo(3);
        assertThat(grpc.gateway.asked.get(0).calibration())
                .containsExactly(Map.entry("visual", new Calibration.Curve(null, -1.0)));
        assertThat(grpc.gateway.asked.get(0).modalities()).as("not set").isNull();
        assertThat(grpc.gateway.asked.get(0).filter()).as("not set").isNull();
        assertThat(grpc.gateway.media.get(0).get("image")).asString().isEqualTo("jpeg");
        assertThat(
                        grpc.metrics
                                .get(QueryMetric.GRPC.metricName())
                                .tags("method", "Search", "code", "OK")
                                .timer()
                                .count())
                .isEqualTo(1);
        SimilarRequest car = SimilarRequest.newBuilder().setObjectId("o7").build();
        assertThat(grpc.stub(TestingGateway.KEY).similar(car).getSimilar(0).getObjectId())
                .isEqualTo("o7");
        assertThat(grpc.stub(TestingGateway.KEY).similar(car).getSimilar(0).getScore())
                .as("usual number")
                .isEqualTo(24);
    }

    @Test
    void letsInThoseWithAKey() throws InvalidProtocolBufferException {
        assertThat(reason(() -> VideoSearchGrpc.newBlockingStub(grpc.channel).search(words("a"))))
                .isEqualTo("key_required");
        assertThat(reason(() -> grpc.stub("zk_forged").search(words("a"))))
                .isEqualTo("unknown_key");
        assertThat(reason(() -> grpc.stub(LetIn.AUTHORIZATION, "Basic a").search(words("a"))))
                .isEqualTo("unknown_credentials");
        assertThat(grpc.gateway.begun.get()).isZero();
        assertThat(grpc.stub(LetIn.API_KEY, TestingGateway.OTHER_KEY).search(words("a")))
                .isNotNull();
        GetVideoRequest video = GetVideoRequest.newBuilder().setVideoId("v").build();
        assertThat(reason(() -> grpc.stub(TestingGateway.OTHER_KEY).getVideo(video)))
                .isEqualTo("not_found");
        assertThat(
                        grpc.metrics
                                .get(QueryMetric.REFUSED.metricName())
                                .tag("code", "unknown_key")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void errorsKeepTheirReasons() throws InvalidProtocolBufferException {
        VideoSearchBlockingStub stub = grpc.stub(TestingGateway.KEY);
        SearchPageRequest old = SearchPageRequest.newBuilder().setToken("old").build();
        StatusRuntimeException expired = failure(() -> stub.searchPage(old));
        assertThat(expired.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(ErrorsTest.info(expired).getReason()).isEqualTo("page_token_expired");
        grpc.gateway.failure = new Unavailable("the index does not answer; try again", null);
        StatusRuntimeException away = failure(() -> stub.search(words("a")));
        assertThat(away.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(reason(() -> stub.similar(SimilarRequest.getDefaultInstance())))
                .isEqualTo("invalid_request");
        SearchRequest endless = words("a").toBuilder().setMinScore(Double.NaN).build();
        assertThat(reason(() -> stub.search(endless))).isEqualTo("invalid_request");
    }

    @Test
    void anErrorEndsTheCall() throws InvalidProtocolBufferException {
        grpc.gateway.fault = new NoClassDefFoundError("io/zoetrope/Lost");
        StatusRuntimeException told =
                failure(
                        () ->
                                grpc.stub(TestingGateway.KEY)
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
        assertThat(failure(() -> grpc.stub(TestingGateway.KEY).search(large)).getStatus().getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        String key = "k".repeat(GrpcServer.MOST_METADATA_BYTES + 1);
        assertThat(failure(() -> grpc.stub(key).search(words("a")))).isNotNull();
        assertThat(grpc.gateway.begun.get()).isZero();
        assertThat(grpc.stub(TestingGateway.KEY).search(words("a"))).isNotNull();
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotBegun() throws Exception {
        grpc.gateway.hold = new CountDownLatch(1);
        List<ListenableFuture<SearchResponse>> held = new ArrayList<>();
        for (int i = 0; i < Calls.AT_ONCE_OF_ONE; i++) {
            held.add(grpc.future().search(words("held")));
        }
        until(() -> grpc.gateway.begun.get() == held.size());
        VideoSearchBlockingStub hasty =
                grpc.stub(TestingGateway.KEY).withDeadlineAfter(100, TimeUnit.MILLISECONDS);
        assertThat(failure(() -> hasty.search(words("a"))).getStatus().getCode())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        // The server hears of it later than the caller.
        until(
                () ->
                        grpc.metrics
                                        .find(QueryMetric.GRPC.metricName())
                                        .tags("method", "Search", "code", "CANCELLED")
                                        .timer()
                                != null);
        assertThat(grpc.gateway.begun.get()).isEqualTo(held.size());
        grpc.gateway.hold.countDown();
        for (ListenableFuture<SearchResponse> one : held) {
            assertThat(one.get(20, TimeUnit.SECONDS).getGoodMatch()).isTrue();
        }
        assertThat(grpc.stub(TestingGateway.KEY).search(words("b"))).isNotNull();
        assertThat(grpc.gateway.begun.get()).isEqualTo(held.size() + 1);
    }
}
