package io.zoetrope.models.pull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How files are fetched.
 *
 * @param into folder of packages: each gets a folder of its name there
 * @param mirror base url that has every file as {@code NAME/PATH}, in place of the manifests' own
 *     urls; empty for those
 * @param connectTimeout of one connection
 * @param stallTimeout the longest wait for the next byte
 * @param attempts tries in a row that bring no new byte before giving up, at least 1
 * @param pause before the second try; doubled for each further one
 */
public record PullOptions(
        Path into,
        String mirror,
        Duration connectTimeout,
        Duration stallTimeout,
        int attempts,
        Duration pause) {

    /** Environment variable that names a mirror. */
    public static final String MIRROR_VARIABLE = "ZOETROPE_MODEL_MIRROR";

    /** Ten seconds to connect, thirty without a byte, five tries from half a second apart. */
    public static PullOptions of(Path into, String mirror) {
        return new PullOptions(
                into,
                mirror,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                5,
                Duration.ofMillis(500));
    }
}
