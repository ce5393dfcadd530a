package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;

/** Collects what went wrong in one pass and says it in one sentence. */
final class Damage {
    private final String name;
    private int decoderErrors;
    private int firstCode;
    private long firstUs;

    Damage(String name) {
        this.name = name;
    }

    void decoder(int code, long us) {
        if (decoderErrors++ == 0) {
            firstCode = code;
            firstUs = us;
        }
    }

    /**
     * @param decoded frames that were got all the same
     * @param ended whether the file ended before the range did
     * @param missingBytes that the file declares but does not have
     * @param containerError whether the demuxer gave up
     * @return null where nothing is wrong
     */
    Problem problem(long decoded, boolean ended, long missingBytes, boolean containerError) {
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
                            "%s is damaged: %d pictures could not be decoded, the first at %.3f s (%s).",
                            name, decoderErrors, firstUs / 1e6, Ffmpeg.message(firstCode)));
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
