package io.zoetrope.query.generate.api;

import io.zoetrope.query.generate.Answer;
import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.http.EventStream;
import io.zoetrope.query.question.Degraded;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells a client an answer as server-sent events. Thread-safe. */
final class AnswerStream implements Answer {
    record Delta(String text) {}

    /**
     * How an answer ended.
     *
     * @param refused null if there is an answer
     * @param degraded parts of the question that could not be looked at
     */
    record Done(String generator, Usage usage, Refusal refused, List<Degraded> degraded) {}

    record Refusal(String code, String message) {}

    record Failure(Refusal error) {}

    static final Refusal NO_EVIDENCE =
            new Refusal("no_evidence", "nothing that is indexed here answers this");

    private final EventStream stream;
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();
    private boolean begun;

    AnswerStream(EventStream stream) {
        this.stream = stream;
        stream.ended().thenRun(() -> unwanted.complete(null));
    }

    @Override
    public synchronized void say(String text, List<Citation> citations) {
        stream.send("answer.delta", new Delta(begun ? " " + text : text));
        begun = true;
        citations.forEach(citation -> stream.send("answer.citation", citation));
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    void done(Done done) {
        end("answer.done", done);
    }

    void fail(String code, String message) {
        end("error", new Failure(new Refusal(code, message)));
    }

    /** Its time is up, if it has not ended. */
    void late() {
        fail("too_slow", "the answer took too long");
    }

    private void end(String event, Object data) {
        if (unwanted.isDone()) {
            return;
        }
        stream.send(event, data);
        stream.finish();
        unwanted.complete(null);
    }

    void alive() {
        stream.alive();
    }

    void cut() {
        stream.cut();
    }

    @Override
    public boolean isWanted() {
        return !unwanted.isDone();
    }

    @Override
    public void whenUnwanted(Runnable stop) {
        unwanted.thenRun(stop);
    }
}
