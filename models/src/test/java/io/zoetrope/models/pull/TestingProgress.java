package io.zoetrope.models.pull;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it heard. */
final class TestingProgress implements PullProgress {
    final List<String> notes = new ArrayList<>();
    final List<String> begun = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    long done;

    @Override
    public void begin(String file, long total) {
        begun.add(file);
    }

    @Override
    public void at(long bytes) {
        done = bytes;
    }

    @Override
    public void end() {
        ended.add(begun.get(begun.size() - 1));
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }
}
