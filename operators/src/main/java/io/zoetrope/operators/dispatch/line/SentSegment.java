package io.zoetrope.operators.dispatch.line;

/**
 * A segment that is on the way.
 *
 * @param ticket grows with every segment that is sent
 * @param untilMs when it is sent again if nothing was heard of it, epoch milliseconds
 */
record SentSegment(int index, int slot, long ticket, long untilMs) {}
