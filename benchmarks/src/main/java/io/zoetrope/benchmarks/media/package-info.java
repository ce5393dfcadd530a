/** Decoding, encoding and finding shots against FFmpeg's bare libraries, without a pipeline. */
package io.zoetrope.benchmarks.media;
