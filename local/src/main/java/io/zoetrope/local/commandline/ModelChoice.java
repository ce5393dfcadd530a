package io.zoetrope.local.commandline;

import java.nio.file.Path;
import java.util.List;

/**
 * Which models were asked for, by the names of their packages; {@value #NONE} for none, {@value
 * #AUTO} for what goes with the encoder.
 *
 * @param folders with more packages
 * @param mirror base url that packages are pulled from; empty for their own addresses
 */
public record ModelChoice(
        List<Path> folders,
        String encoder,
        String detector,
        String audio,
        String appearance,
        String speech,
        String mirror) {
    public static final String NONE = "none";
    public static final String AUTO = "auto";
}
