package io.zoetrope.query.generate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a generator says. */
final class TestingAnswers implements Answer {
    record Said(String text, List<Citation> citations) {}

    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();

    /** Completed by the first sentence. */
    final CompletableFuture<Void> begun = new CompletableFuture<>();

    List<Said> said() {
        return said;
    }

    List<String> texts() {
        return said.stream().map(Said::text).toList();
    }

    void leave() {
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
