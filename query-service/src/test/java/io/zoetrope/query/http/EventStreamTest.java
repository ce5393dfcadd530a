package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final TestingConnection connection = new TestingConnection();
    private final EventStream stream = new EventStream(connection, 200);

    @Test
    void writesWhenTheConnectionTakesMore() throws IOException {
        stream.send("a", Map.of("x", 1));
        stream.start();
        connection.takes(0);
        assertThat(connection.taken()).isEmpty();
        connection.takes(2);
        assertThat(connection.taken()).isEqualTo("event: a\ndata: {\"x\":1}\n\n");
        stream.send("b", Map.of());
        assertThat(connection.taken()).doesNotContain("event: b");
        connection.takes(9);
        assertThat(connection.taken()).endsWith("event: b\ndata: {}\n\n");
        assertThat(stream.ended()).isNotDone();
    }

    @Test
    void endsWhenTheClientHasAllOfIt() throws IOException {
        stream.start();
        connection.takes(0);
        stream.send("a", Map.of());
        stream.finish();
        stream.send("late", Map.of());
        assertThat(stream.ended()).isNotDone();
        connection.takes(1);
        assertThat(stream.ended()).isNotDone();
        connection.takes(9);
        assertThat(stream.ended()).isCompleted();
        assertThat(connection.taken()).isEqualTo("event: a\ndata: {}\n\n");
    }

    @Test
    void whoFallsBehindIsCutOff() throws IOException {
        stream.start();
        connection.takes(0);
        for (int i = 0; i < 50; i++) {
            stream.send("a", Map.of());
        }
        assertThat(stream.ended()).isCompleted();
        assertThat(connection.taken()).isEmpty();
    }

    @Test
    void whoHasLeftIsFoundOut() throws IOException {
        stream.start();
        connection.takes(9);
        stream.alive();
        assertThat(connection.taken()).isEqualTo(": alive\n\n");
        assertThat(stream.ended()).isNotDone();
        connection.leave();
        stream.alive();
        assertThat(stream.ended()).isCompleted();
    }
}
