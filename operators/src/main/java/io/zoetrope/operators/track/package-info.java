/**
 * Following objects through a video. The core is plain: {@link io.zoetrope.operators.track.Tracker}
 * takes the detections of one frame after another and says which are the same object, {@link
 * io.zoetrope.operators.track.TrackCollector} makes of that what is kept of a track; {@link
 * io.zoetrope.operators.track.TrackObjects} is the step in the pipeline.
 * docs/decisions/0013-tracking.md says what each part is worth.
 */
package io.zoetrope.operators.track;
