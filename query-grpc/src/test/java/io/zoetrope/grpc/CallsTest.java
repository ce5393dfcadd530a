package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.metrics.QueryMetric;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallsTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final Admitted by =
            new TestingGateway().admit(Optional.of(TestingGateway.KEY), Role.READ);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CountDownLatch hold = new CountDownLatch(1);

    private TestingCall<String> ask(Calls calls) {
        TestingCall<String> call = new TestingCall<>();
        Context.current()
                .withValue(LetIn.BY, by)
                .run(() -> calls.answer("Search", call, admitted -> held()));
        return call;
    }

    private String held() throws IOException {
        try {
            hold.await();
            return "answer";
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void oneThatWaitsTooLongIsToldSoWhileOthersRun() throws InterruptedException {
        try (Calls calls = new Calls(metrics, SHORT)) {
            List<TestingCall<String>> running = new ArrayList<>();
            for (int i = 0; i < Calls.AT_ONCE_OF_ONE; i++) {
                running.add(ask(calls));
            }
            TestingCall<String> late = ask(calls);
            late.awaitClosed();
            assertThat(Status.fromThrowable(late.failure).getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE);
            hold.countDown();
            for (TestingCall<String> call : running) {
                call.awaitClosed();
                assertThat(call.answers).as("begun at once, however long it takes").hasSize(1);
            }
            assertThat(late.closed).isEqualTo(1);
            assertThat(late.answers).isEmpty();
            assertThat(
                            metrics.get(QueryMetric.GRPC.metricName())
                                    .tags("method", "Search", "code", "UNAVAILABLE")
                                    .timer()
                                    .count())
                    .isEqualTo(1);
        }
    }
}
