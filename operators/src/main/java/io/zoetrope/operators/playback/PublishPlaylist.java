package io.zoetrope.operators.playback;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.store.FileStoreOpener;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the segments of each video that are there without a gap from its beginning, and tells how
 * far it can be played; keyed by video. First input: what becomes of videos in the line that
 * prepares playback. Second input: segments whose files are in the store.
 *
 * <p>Playlists are written once the first segment is there, then at most every few seconds, and
 * when the last one is. What the store does not take is tried again. Files of earlier lives go when
 * a later one is complete, all files when the video is removed or cannot be made.
 */
public final class PublishPlaylist
        extends KeyedCoProcessFunction<String, VideoChange, PackagedSegment, VideoChange> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PublishPlaylist.class);
    private static final long LIST_EVERY_MS = 2_000;
    private static final long RETRY_MS = 5_000;

    private final FileStoreOpener stores;
    private final long rememberMs;

    private transient ValueState<PublishedVideo> published;
    private transient MadeSegments made;
    private transient PublishedFiles files;
    private transient Counters<PublishMetric> counters;

    /**
     * @param rememberMs how long the end of a video is remembered: so long, stragglers are told
     *     from segments of a life that is yet to open
     */
    public PublishPlaylist(FileStoreOpener stores, long rememberMs) {
        this.stores = stores;
        this.rememberMs = rememberMs;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        published =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("published", PublishedVideo.class));
        made =
                new MadeSegments(
                        getRuntimeContext()
                                .getMapState(
                                        new MapStateDescriptor<>(
                                                "made", Integer.class, PackagedSegment.class)));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), PublishMetric.class);
        files = new PublishedFiles(stores.open());
    }

    // What becomes of the video

    @Override
    public void processElement1(VideoChange change, Context context, Collector<VideoChange> out)
            throws Exception {
        PublishedVideo before = published.value();
        VideoRef ref = change.arrival().video();
        switch (change.kind()) {
            case OPENED -> opened(before, ref, change.generation(), context);
            case ENDED, FAILED -> {
                PublishedVideo video = opened(before, ref, change.generation(), context);
                if (!video.over() && video.generation() == change.generation()) {
                    ended(video, change, context, out);
                }
            }
            case REMOVED -> removed(before, change, context);
            case QUEUED, HELD, RESUMED, PLAYBACK -> {}
        }
    }

    /** The life that is open now: this one, unless a later one is known. */
    private PublishedVideo opened(
            PublishedVideo before, VideoRef ref, long generation, Context context)
            throws Exception {
        if (before != null
                && (before.generation() >= generation || generation < before.removedBelow())) {
            return before;
        }
        made.clear();
        PublishedVideo video = PublishedVideo.begin(ref, generation, before).heardAt(now(context));
        published.update(video);
        return video;
    }

    private void ended(
            PublishedVideo video, VideoChange change, Context context, Collector<VideoChange> out)
            throws Exception {
        if (change.problem() != null) {
            fail(video, change.problem(), context, out);
        } else {
            publish(video.advanced(video.next(), change.segmentsTotal()), context, out);
        }
    }

    private void removed(PublishedVideo before, VideoChange change, Context context)
            throws Exception {
        PublishedVideo video =
                PublishedVideo.removed(before, change.arrival().video(), change.generation());
        if (video.over()) {
            made.clear();
        }
        counters.increment(PublishMetric.REMOVED);
        tidy(video.heardAt(now(context)), context);
    }

    // Its segments

    @Override
    public void processElement2(
            PackagedSegment segment, Context context, Collector<VideoChange> out) throws Exception {
        PublishedVideo before = published.value();
        if (before != null && before.isOver(segment)) {
            late(before, segment, context);
            return;
        }
        PublishedVideo video =
                opened(before, segment.video(), segment.generation(), context)
                        .heardAt(now(context));
        if (segment.problem() != null) {
            fail(video, segment.problem(), context, out);
            context.output(SideOutputs.SEGMENTS_DONE, video.done(segment).ending(true, true));
            return;
        }
        if (segment.index() < video.next() || made.has(segment.index())) {
            counters.increment(PublishMetric.REPEATED);
        } else {
            video = made.add(segment, video);
        }
        context.output(
                SideOutputs.SEGMENTS_DONE, video.done(segment).ending(video.isComplete(), false));
        publish(video, context, out);
    }

    /** A straggler: its place on the way is free, and its files may have come after a removal. */
    private void late(PublishedVideo video, PackagedSegment segment, Context context)
            throws Exception {
        counters.increment(PublishMetric.LATE);
        context.output(SideOutputs.SEGMENTS_DONE, video.late(segment));
        if (video.generation() == segment.generation() && video.playback().completeMs() > 0) {
            published.update(video.heardAt(now(context)));
        } else {
            tidy(video.heardAt(now(context)), context);
        }
    }

    // Its playlists

    private void publish(PublishedVideo video, Context context, Collector<VideoChange> out)
            throws Exception {
        long nowMs = now(context);
        published.update(video);
        if (!video.isUnlisted()) {
            return;
        }
        long dueMs = video.publishedMs() + LIST_EVERY_MS;
        if (!video.isComplete() && video.publishedMs() > 0 && nowMs < dueMs) {
            context.timerService().registerProcessingTimeTimer(dueMs);
            return;
        }
        Publication publication = Publication.of(video, made.first(video.next()));
        if (publication != null) {
            publish(publication, context, out);
        } else if (video.isComplete()) {
            fail(video, nothing(), context, out);
        }
    }

    private void publish(Publication publication, Context context, Collector<VideoChange> out)
            throws Exception {
        PublishedVideo before = publication.before();
        String key = before.video().key();
        try {
            files.write(key, publication.texts());
        } catch (IOException e) {
            again("playlists of " + key, e, context);
            return;
        }
        // Not before: nobody plays what a slow store is still taking.
        PublishedVideo after = publication.after(now(context));
        if (before.playback().playableMs() == 0) {
            counters.increment(PublishMetric.PLAYABLE);
        }
        if (!after.playback().equals(before.playback())) {
            tell(after, out);
        }
        if (after.isComplete()) {
            counters.increment(PublishMetric.COMPLETE);
            made.clear();
            tidy(after.overNow(), context);
        } else {
            published.update(after);
        }
    }

    private static Problem nothing() {
        return Problem.of(
                Stage.PACKAGE, Reason.NO_FRAMES, "The video holds no picture that can be played.");
    }

    private void fail(
            PublishedVideo video, Problem why, Context context, Collector<VideoChange> out)
            throws Exception {
        counters.increment(PublishMetric.FAILED);
        made.clear();
        PublishedVideo failed = video.failed(why);
        tell(failed, out);
        tidy(failed, context);
    }

    private static void tell(PublishedVideo video, Collector<VideoChange> out) {
        out.collect(
                VideoChange.playback(
                        VideoArrival.ofVideo(video.video()), video.generation(), video.playback()));
    }

    // What is to go

    /** Takes files away that are of no life that stands, and keeps the video. */
    private void tidy(PublishedVideo video, Context context) throws Exception {
        boolean done = true;
        try {
            files.takeAway(video);
        } catch (IOException e) {
            again("files of " + video.video().key() + ", which are to go", e, context);
            done = false;
        }
        published.update(video.untidied(!done));
        if (video.over() && done) {
            context.timerService().registerProcessingTimeTimer(video.heardMs() + rememberMs);
        }
    }

    private void again(String what, IOException why, Context context) {
        counters.increment(PublishMetric.RETRIES);
        LOG.warn("the object store did not take {}; it is asked again: {}", what, why.toString());
        context.timerService().registerProcessingTimeTimer(now(context) + RETRY_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<VideoChange> out)
            throws Exception {
        PublishedVideo video = published.value();
        if (video == null) {
            return;
        }
        long forgetMs = video.heardMs() + rememberMs;
        boolean forgotten = video.over() && now(context) >= forgetMs;
        if (video.untidy() || forgotten && video.followed()) {
            // Of files of a segment that failed half way nobody was told: they go in the end.
            tidy(video, context);
            video = published.value();
        }
        if (!video.over()) {
            publish(video, context, out);
        } else if (!video.untidy() && forgotten) {
            published.clear();
        } else if (!video.untidy()) {
            // A straggler has put it off.
            context.timerService().registerProcessingTimeTimer(forgetMs);
        }
    }

    private static long now(KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
        return context.timerService().currentProcessingTime();
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
