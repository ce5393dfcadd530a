package io.zoetrope.query.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that come too slowly to be waited for, and such as no index gives. */
@Timeout(30)
class BrokenOffTest {
    /** More than the breaker needs to leave the index alone. */
    private static final int MANY = 12;

    @AutoClose private TricklingIndex index;
    @AutoClose private IndexReader reader;

    @BeforeEach
    void start() throws IOException {
        index = new TricklingIndex();
        reader = new IndexReader(index.options(), "text", 1, new SimpleMeterRegistry());
    }

    private Object search(String name) throws IOException {
        return reader.search(name, Json.MAPPER.createObjectNode());
    }

    @Test
    void anAnswerUnderWayIsBrokenOffAndNoFaultOfTheIndex() throws Exception {
        for (int i = 0; i < MANY; i++) {
            FutureTask<Object> search = new FutureTask<>(() -> search("trickled"));
            AskingThread thread = new AskingThread(search, "asks");
            thread.start();
            index.awaitTrickling();
            thread.interrupt();
            thread.join();
            index.awaitLeft();
            assertThatThrownBy(search::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Unavailable.class);
        }
        // The one connection is free, and the index is not left alone.
        search("texts");
        assertThat(index.asked()).isEqualTo(1);
    }

    @Test
    void whatIsAskedByWhoIsInterruptedAlreadyIsBrokenOff() throws Exception {
        AtomicBoolean brokenOff = new AtomicBoolean();
        FutureTask<Boolean> asks =
                new FutureTask<>(
                        () -> {
                            Thread.currentThread().interrupt();
                            return AskingThread.ask(
                                    () -> !brokenOff.getAndSet(true), brokenOff::get);
                        });
        new AskingThread(asks, "asks").start();
        assertThat(asks.get()).isTrue();
    }

    /** Nobody is interrupted here: bytes come all the time, and still it is over. */
    @Test
    void anAnswerThatNeverEndsIsNotWaitedFor() throws Exception {
        search("texts");
        try (IndexConnection connection =
                new IndexConnection(index.options(), 1, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> connection.send("POST", "/trickled/_search", Map.of(), "{}"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(GivenUp.class);
            assertThat(connection.send("POST", "/texts/_search", Map.of(), "{}").status())
                    .isEqualTo(200);
        }
    }

    /** Most of them are over before they have the one connection. */
    @Test
    void whatWaitsForAConnectionIsNotWaitedForEither() throws Exception {
        search("texts");
        try (IndexConnection connection =
                new IndexConnection(index.options(), 1, Duration.ofSeconds(1))) {
            List<FutureTask<Object>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(
                        new FutureTask<>(
                                () -> connection.send("GET", "/trickled/", Map.of(), null)));
                new Thread(all.get(i), "asks").start();
            }
            for (FutureTask<Object> each : all) {
                assertThatThrownBy(each::get).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    /** Whatever stands between speaks in the index's place: that is not the index, and may pass. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | <html>sign in</html>
                    200 | ''
                    200 | []
                    200 | null
                    200 | {"hits":
                    404 | default backend
                    """)
    void whatIsNoAnswerOfAnIndexIsAnOutage(int status, String said) throws IOException {
        index.answers(status, said);
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> search("texts")).isInstanceOf(Unavailable.class);
        }
        assertThat(index.asked()).as("it is left alone after ten").isEqualTo(10);
    }
}
