package io.zoetrope.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.http.EventStream;
import io.zoetrope.query.http.TestingConnection;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EventClientTest {
    private final TestingConnection connection = new TestingConnection();
    private final EventStream stream = new EventStream(connection, 10_000);
    private final EventClient client = new EventClient(stream, "default", null, null);

    @Test
    void endsAfterAWhileSoThatTheKeyIsLookedAtAgain() throws IOException {
        stream.start();
        client.begin();
        connection.takes(99);
        client.look(EventClient.LONGEST.toNanos());
        assertThat(stream.ended()).isNotDone();
        assertThat(connection.taken()).endsWith(": alive\n\n");
        client.look(EventClient.LONGEST.toNanos() + 1);
        assertThat(stream.ended()).isCompleted();
    }
}
