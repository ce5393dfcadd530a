package io.zoetrope.operators;

import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.probe.ProbeOutcome;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What steps hand over beside their main output. */
public final class SideOutputs {
    /** Rejected inputs; from every step that may reject one. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** From ParseArrivals: videos that their tenant may not use, which nobody opens. */
    public static final OutputTag<ProbeOutcome> REFUSED =
            new OutputTag<>("refused", TypeInformation.of(ProbeOutcome.class));

    /** From the dispatcher to ComposeMoments: which videos open, end, fail or go away. */
    public static final OutputTag<VideoChange> CONTROL =
            new OutputTag<>("control", TypeInformation.of(VideoChange.class));

    /**
     * From DecodeSegments a small picture per sampled frame, from ObserveFrames some of objects.
     */
    public static final OutputTag<Thumbnail> KEY_FRAMES =
            new OutputTag<>("key-frames", TypeInformation.of(Thumbnail.class));

    /** From ComposeMoments: whose pictures go away; again if one more was made meanwhile. */
    public static final OutputTag<ThumbnailRemoval> KEY_FRAME_REMOVALS =
            new OutputTag<>("key-frame-removals", TypeInformation.of(ThumbnailRemoval.class));

    /** From ComposeMoments: every observed frame of every video, for the archive. */
    public static final OutputTag<FrameRecord> FRAMES =
            new OutputTag<>("frames", TypeInformation.of(FrameRecord.class));

    /** From every step behind the dispatcher that tells it of segments: by topic, back to it. */
    public static final OutputTag<SegmentDone> SEGMENTS_DONE =
            new OutputTag<>("segments-done", TypeInformation.of(SegmentDone.class));

    private SideOutputs() {}
}
