package io.zoetrope.media.process.protocol;

import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.playback.SegmentOutput;

/** Kinds of messages, with their numbers on the wire and the longest payload that is taken. */
public enum Kind {
    // From the parent.
    OPEN(1, 8 << 10),
    KEY_FRAMES(2, 0),
    READ(3, 8 << 10),
    CLOSE(4, 0),
    BYTES(5, Protocol.MAX_WINDOW_BYTES),
    BYTES_FAILED(6, 0),
    SEGMENT(7, 8 << 10),
    CLIP(8, 8 << 10),

    // From the child.
    HELLO(33, 64),
    NEED(34, Long.BYTES + Integer.BYTES),
    OPENED(35, 16 << 10),
    KEYS(36, 16 << 20),
    FRAME(37, 1 << 28),
    REPORT(38, 16 << 20),
    CLOSED(39, 0),
    REJECTED(40, 16 << 10),
    SOURCE_FAILED(41, 0),
    SOUND(42, Long.BYTES + Integer.BYTES + Short.BYTES * SoundPiece.MOST_SAMPLES),
    PIECE(43, Integer.BYTES + 1 + SegmentOutput.MOST_BYTES),
    SEGMENT_REPORT(44, 8 << 10),
    CLIP_PIECE(45, ClipOutput.MOST_BYTES),
    CLIP_REPORT(46, 64);

    private final int number;
    private final int maxBytes;

    Kind(int number, int maxBytes) {
        this.number = number;
        this.maxBytes = maxBytes;
    }

    int number() {
        return number;
    }

    int maxBytes() {
        return maxBytes;
    }

    static Kind of(int number) throws ProtocolViolation {
        for (Kind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new ProtocolViolation("a message of the unknown kind " + number);
    }
}
