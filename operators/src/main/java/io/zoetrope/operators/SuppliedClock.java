package io.zoetrope.operators;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Flink's processing time as a clock of the JDK. */
final class SuppliedClock extends Clock {
    private final LongSupplier ms;

    SuppliedClock(LongSupplier ms) {
        this.ms = ms;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(ms.getAsLong());
    }
}
