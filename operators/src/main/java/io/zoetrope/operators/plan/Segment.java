package io.zoetrope.operators.plan;

import io.zoetrope.domain.VideoRef;

/**
 * A stretch of one video that begins at a key frame: the unit of work, replay and order.
 *
 * @param generation of the video's admission
 * @param index from 0
 * @param total segments of the video
 * @param startUs included
 * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 * @param width displayed width of the video in pixels
 * @param height displayed height
 */
public record Segment(
        VideoRef video,
        long generation,
        int index,
        int total,
        long startUs,
        long endUs,
        long bytePosition,
        int width,
        int height) {}
