package io.zoetrope.query.videos;

import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.search.SearchResponse.Page;
import io.zoetrope.query.videos.findings.LineView;
import io.zoetrope.query.videos.findings.ListedKind;
import io.zoetrope.query.videos.findings.ObjectView;
import io.zoetrope.query.videos.findings.ShotView;
import io.zoetrope.query.videos.findings.SoundView;
import io.zoetrope.query.videos.findings.TextView;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;

/** {@code /v1/videos/{id}/shots}, {@code objects} and so on: what was found in a video. */
public final class FindingsApi {
    /** All shots of a film, mostly. */
    private static final int MAX_SHOTS = 5_000;

    private static final int MAX_FINDINGS = 1_000;

    /** An object's boxes may be many. */
    private static final int MAX_OBJECTS = 200;

    record Shots(List<ShotView> shots, Page page) {}

    record Objects(List<ObjectView> objects, Page page) {}

    record Sounds(List<SoundView> sounds, Page page) {}

    record Dialogue(List<LineView> lines, Page page) {}

    record Texts(List<TextView> texts, Page page) {}

    private final VideosApi videos;
    private final VideoIndex index;
    private final ListWindows windows;

    public FindingsApi(VideosApi videos, VideoIndex index, ListWindows windows) {
        this.videos = videos;
        this.index = index;
        this.windows = windows;
    }

    public void shots(Context ctx) throws IOException {
        list(ctx, ListedKind.SHOTS, MAX_SHOTS, Shots::new);
    }

    public void objects(Context ctx) throws IOException {
        MediaLinks links = MediaLinks.of(ctx);
        list(
                ctx,
                ListedKind.OBJECTS,
                MAX_OBJECTS,
                (objects, page) ->
                        new Objects(objects.stream().map(o -> o.linked(links)).toList(), page));
    }

    public void sounds(Context ctx) throws IOException {
        list(ctx, ListedKind.SOUNDS, MAX_FINDINGS, Sounds::new);
    }

    public void dialogue(Context ctx) throws IOException {
        list(ctx, ListedKind.LINES, MAX_FINDINGS, Dialogue::new);
    }

    public void text(Context ctx) throws IOException {
        list(ctx, ListedKind.TEXTS, MAX_FINDINGS, Texts::new);
    }

    private <T> void list(
            Context ctx, ListedKind<T> kind, int most, BiFunction<List<T>, Page, Object> answer)
            throws IOException {
        VideoView video = videos.find(ctx);
        VideoIndex.Listed<T> listed =
                index.found(
                        Caller.of(ctx).tenant(),
                        video.videoId(),
                        kind,
                        windows.of(ctx, most, most));
        ctx.json(answer.apply(listed.items(), windows.page(ctx, listed.after())));
    }
}
