package io.zoetrope.operators;

import io.zoetrope.domain.MediaSourceOpener;
import java.io.Serializable;

/**
 * How a step gets from a uri to a reader.
 *
 * @param sources opens only what the configuration allows
 */
public record VideoAccess(MediaSourceOpener sources, VideoReaderFactory readers)
        implements Serializable {}
