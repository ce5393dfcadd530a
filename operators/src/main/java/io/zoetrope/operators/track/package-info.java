/**
 * Following objects through a video. The core is plain: {@link io.zoetrope.operators.track.Tracker}
 * takes the detections of one frame after another and says which are the same object.
 * docs/decisions/0013-tracking.md says what each part is worth.
 */
package io.zoetrope.operators.track;
