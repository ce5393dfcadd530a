package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.VideoRef;

/**
 * A video was taken away. Rows cannot be taken out of the archive, so this says which of them no
 * longer count: those of the video that have a lower generation.
 *
 * @param removedMs epoch milliseconds
 */
public record ArchivedRemoval(VideoRef video, long generation, long removedMs) {}
