package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchThreadTest {
    private final AtomicInteger woken = new AtomicInteger();
    @AutoClose private final BatchThread thread = new BatchThread(woken::incrementAndGet);

    @Test
    void givesBackWhatIsAcknowledgedInOrder() throws Exception {
        List<VideoStatus> told = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            while (thread.isFull()) {
                told.addAll(thread.await());
            }
            VideoStatus status = status("v" + i, IndexingState.READY, i);
            thread.submit(() -> List.of(status));
        }
        while (!thread.isIdle()) {
            told.addAll(thread.await());
        }
        assertThat(told).extracting(each -> each.found().moments()).hasSize(50).isSorted();
        assertThat(thread.poll()).isEmpty();
    }

    @Test
    void holdsTwoAndNoMore() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        thread.submit(
                () -> {
                    go.await();
                    return List.of();
                });
        assertThat(thread.isFull()).isFalse();
        thread.submit(List::of);
        assertThat(thread.isFull()).isTrue();
        assertThat(thread.poll()).isEmpty();
        go.countDown();
        thread.await();
        assertThat(thread.isFull()).isFalse();
        thread.await();
        assertThat(thread.isIdle()).isTrue();
    }

    @Test
    void anErrorOfTheVmFailsEveryLaterCallAndNothingOvertakesWhatWasLost() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("no room");
        AtomicInteger later = new AtomicInteger();
        thread.submit(
                () -> {
                    throw error;
                });
        thread.submit(
                () -> {
                    later.incrementAndGet();
                    return List.of();
                });
        assertThatThrownBy(thread::await).isInstanceOf(IOException.class).hasRootCause(error);
        assertThatThrownBy(thread::await).hasRootCause(error);
        assertThatThrownBy(thread::poll).hasRootCause(error);
        assertThatThrownBy(() -> thread.submit(List::of)).hasRootCause(error);
        assertThat(later).hasValue(0);
    }
}
