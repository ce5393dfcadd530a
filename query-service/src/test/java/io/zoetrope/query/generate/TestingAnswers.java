package io.zoetrope.query.generate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a generator says. */
public final class TestingAnswers implements Answer {
    public record Said(String text, List<Citation> citations) {}

    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();

    /** Completed by the first sentence. */
    public final CompletableFuture<Void> begun = new CompletableFuture<>();

    public List<Said> said() {
        return said;
    }

    public List<String> texts() {
        return said.stream().map(Said::text).toList();
    }

    public void leave() {
        unwanted.complete(null);
    }

    @Override
    public void say(String text, List<Citation> citations) {
        said.add(new Said(text, citations));
        begun.complete(null);
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
