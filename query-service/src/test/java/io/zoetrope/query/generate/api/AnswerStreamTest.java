package io.zoetrope.query.generate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.http.EventStream;
import io.zoetrope.query.http.TestingConnection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
    private static final List<Citation> SOMEWHERE = List.of(new Citation("v", 0, 9, null));

    private final TestingConnection connection = new TestingConnection();
    private final EventStream events = new EventStream(connection, 10_000);
    private final AnswerStream answer = new AnswerStream(events);
    private final AtomicInteger stopped = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        events.start();
        connection.takes(99);
        answer.whenUnwanted(stopped::incrementAndGet);
    }

    @Test
    void citationsFollowTheirSentence() {
        answer.say("One.", SOMEWHERE);
        answer.say("Two.", SOMEWHERE);
        answer.done(new AnswerStream.Done("grounded", Usage.own(1, 2), null, List.of()));
        assertThat(connection.taken())
                .isEqualTo(
                        """
                        event: answer.delta
                        data: {"text":"One."}

                        event: answer.citation
                        data: {"video_id":"v","start_ms":0,"end_ms":9}

                        event: answer.delta
                        data: {"text":" Two."}

                        event: answer.citation
                        data: {"video_id":"v","start_ms":0,"end_ms":9}

                        event: answer.done
                        data: {"generator":"grounded","usage":{"evidence":1,"sentences":2,"dropped":0,"pictures":0},"degraded":[]}

                        """);
        assertThat(events.ended()).isCompleted();
    }

    @Test
    void timeThatIsUpEndsTheWorkAndIsTheLastWord() {
        answer.say("One.", SOMEWHERE);
        answer.late();
        assertThat(answer.isWanted()).isFalse();
        assertThat(stopped).hasValue(1);
        answer.say("Two.", SOMEWHERE);
        answer.fail("ended", "the work was ended");
        assertThat(connection.taken()).contains("One.", "too_slow").doesNotContain("Two.", "ended");
    }

    @Test
    void aClientThatLeavesEndsTheWork() {
        connection.leave();
        answer.alive();
        assertThat(answer.isWanted()).isFalse();
        assertThat(stopped).hasValue(1);
    }
}
