package io.zoetrope.models.tokenize;

import java.util.Arrays;

/** Ids as they are found, up to a bound. For one thread. */
final class IdBuffer {
    private final int most;
    private long[] ids = new long[32];
    private int size;

    IdBuffer(int most) {
        this.most = most;
    }

    void add(long id) {
        if (size == most) {
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    void addAll(long... more) {
        for (long id : more) {
            add(id);
        }
    }

    boolean full() {
        return size == most;
    }

    long[] toArray() {
        return Arrays.copyOf(ids, size);
    }
}
