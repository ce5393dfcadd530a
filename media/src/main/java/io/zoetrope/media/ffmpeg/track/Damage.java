package io.zoetrope.media.ffmpeg.track;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.util.Locale;

/** Collects what went wrong in one pass and says it in one sentence. */
public final class Damage {
    private final String name;
    private int oversized;
    private int misplaced;
    private long misplacedUs;
    private int decoderErrors;
    private int firstCode;
    private long firstUs;

    public Damage(String name) {
        this.name = name;
    }

    void decoder(int code, long us) {
        if (decoderErrors++ == 0) {
            firstCode = code;
            firstUs = us;
        }
    }

    /** Packets were left out because they are over the limit. */
    void oversized(int packets) {
        oversized += packets;
    }

    /**
     * A picture's time lies before that of the picture before it.
     *
     * @param us when it should have come
     */
    void misplaced(long us) {
        if (misplaced++ == 0) {
            misplacedUs = us;
        }
    }

    /**
     * @param decoded frames that were got all the same
     * @param ended whether the file ended before the range did
     * @param missingBytes that the file declares but does not have
     * @param containerError whether the demuxer gave up
     * @return null if nothing is wrong
     */
    public Problem problem(long decoded, boolean ended, long missingBytes, boolean containerError) {
        if (ended && missingBytes > 0) {
            return Problem.of(
                    Stage.DECODE,
                    Reason.TRUNCATED,
                    name
                            + " ends "
                            + missingBytes
                            + " bytes too early; what is there was read. Upload it again.");
        }
        if (decoderErrors > 0) {
            return Problem.of(
                    Stage.DECODE,
                    Reason.DECODER_ERROR,
                    String.format(
                            Locale.ROOT,
                            "%s is damaged: %d pictures could not be decoded, the first at %.3f s (%s).",
                            name,
                            decoderErrors,
                            firstUs / 1e6,
                            Ffmpeg.message(firstCode)));
        }
        if (oversized > 0) {
            return Problem.of(
                    Stage.DECODE,
                    Reason.PACKET_TOO_LARGE,
                    name
                            + " has "
                            + oversized
                            + " pictures that take more bytes than are read; encode it with a lower rate.");
        }
        if (misplaced > 0) {
            return Problem.of(
                    Stage.DECODE,
                    Reason.BROKEN_CLOCK,
                    String.format(
                            Locale.ROOT,
                            "%s has a clock that goes back: %d pictures have no place in it, the first after %.3f s.",
                            name,
                            misplaced,
                            misplacedUs / 1e6));
        }
        if (ended && containerError) {
            return Problem.of(
                    Stage.DECODE,
                    Reason.MALFORMED_CONTAINER,
                    name
                            + " cannot be read to its end; what came before was read. Export it again.");
        }
        return null;
    }
}
