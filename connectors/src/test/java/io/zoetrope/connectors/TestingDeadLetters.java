package io.zoetrope.connectors;

import io.zoetrope.domain.message.DeadLetter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps dead letters in memory; used in this process only. */
public final class TestingDeadLetters implements DeadLetterSender {
    private static final long serialVersionUID = 1L;

    private final transient List<DeadLetter> letters = new CopyOnWriteArrayList<>();

    public List<DeadLetter> letters() {
        return letters;
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public void send(List<DeadLetter> more) {
                letters.addAll(more);
            }

            @Override
            public void close() {}
        };
    }
}
