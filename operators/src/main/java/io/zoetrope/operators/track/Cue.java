package io.zoetrope.operators.track;

/** What a tracker may go by beside the overlap of boxes. Each can be left out, to measure it. */
public enum Cue {
    /**
     * Weak detections go on with tracks that no confident one fits (Zhang et al., ByteTrack 2022).
     */
    WEAK_DETECTIONS,
    /** Boxes grow with the doubt about the place (Yang et al., C-BIoU 2023: fixed shares). */
    BUFFER,
    /** Overlap counts less if heights differ (Yang et al., Hybrid-SORT 2024). */
    HEIGHT,
    /** A detection's score is like the track's last ones (Hybrid-SORT). */
    CONFIDENCE,
    /** The four corners go on in their directions (Cao et al., OC-SORT 2023; Hybrid-SORT). */
    DIRECTION,
    /** A track that is seen again has moved evenly meanwhile (OC-SORT's re-update). */
    CORRECTION,
    /** What fits no forecast may be where it was seen last (OC-SORT's recovery). */
    LAST_SEEN,
    /** A jolt of the camera is seen in the boxes, if nobody tells of it. */
    BOX_SHIFT,
    /** Likeness of appearance, as far as the place is in doubt (Aharon et al., BoT-SORT 2022). */
    APPEARANCE,
    /** Boxes between two sightings of a track are given once it is seen again. */
    BRIDGES
}
