/** Reading pictures out of video files with FFmpeg's libraries. No Flink. */
package io.zoetrope.media;
