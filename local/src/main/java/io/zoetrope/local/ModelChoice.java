package io.zoetrope.local;

import java.nio.file.Path;
import java.util.List;

/**
 * Which models were asked for, by the names of their packages; {@value #NONE} for none.
 *
 * @param folders with more packages
 * @param mirror base url that packages are pulled from; empty for their own addresses
 */
record ModelChoice(
        List<Path> folders,
        String encoder,
        String detector,
        String appearance,
        String speech,
        String mirror) {
    static final String NONE = "none";
}
