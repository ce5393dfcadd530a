package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VideoStreamsTest {
    private final TestingGateway gateway = new TestingGateway();
    private final Admitted by = gateway.admit(Optional.of(TestingGateway.KEY), Role.READ);
    private final VideoStreams streams = new VideoStreams(gateway, Duration.ofNanos(-1));

    private TestingCall<VideoEvent> opened() {
        TestingCall<VideoEvent> call = new TestingCall<>();
        streams.open(by, call);
        return call;
    }

    @Test
    void oneThatIsCutOffWhileItEndsIsClosedOnce() {
        TestingCall<VideoEvent> call = opened();
        call.ready = false;
        call.whileClosing = streams::endOld;
        while (call.closed == 0) {
            gateway.listeners.get(0).accept(TestingConnection.video("x".repeat(100_000)));
        }
        assertThat(Status.fromThrowable(call.failure).getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(call.closed).isEqualTo(1);
        assertThat(gateway.listeners).isEmpty();
    }

    @Test
    void oneThatIsEndedTwiceAtOnceIsClosedOnce() {
        TestingCall<VideoEvent> call = opened();
        call.whileClosing = streams::close;
        streams.endOld();
        assertThat(call.closed).isEqualTo(1);
        assertThat(call.failure).isNull();
        assertThat(call.answers).as("it has begun").hasSize(1);
        assertThat(gateway.listeners).isEmpty();
    }

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        for (Runnable end : List.<Runnable>of(streams::endOld, streams::close)) {
            List<TestingCall<VideoEvent>> calls = List.of(opened(), opened(), opened());
            calls.forEach(
                    call ->
                            call.whileClosing =
                                    () -> {
                                        throw new IllegalStateException("broken");
                                    });
            end.run();
            assertThat(calls).allSatisfy(call -> assertThat(call.closed).isEqualTo(1));
            assertThat(gateway.listeners).as("and its place is free").isEmpty();
        }
    }
}
