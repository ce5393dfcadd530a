package io.zoetrope.query;

import io.zoetrope.query.access.SessionApi;
import io.zoetrope.query.admin.DocsApi;
import io.zoetrope.query.admin.HealthApi;
import io.zoetrope.query.admin.InfoApi;
import io.zoetrope.query.events.EventsApi;
import io.zoetrope.query.generate.api.GenerateApi;
import io.zoetrope.query.graphql.GraphApi;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.http.Route;
import io.zoetrope.query.labels.LabelFilesApi;
import io.zoetrope.query.labels.LabelParts;
import io.zoetrope.query.labels.LabelsApi;
import io.zoetrope.query.labels.examples.SimilarApi;
import io.zoetrope.query.media.HlsApi;
import io.zoetrope.query.media.HlsExtrasApi;
import io.zoetrope.query.media.HlsLibrary;
import io.zoetrope.query.search.SearchApi;
import io.zoetrope.query.videos.AddVideoApi;
import io.zoetrope.query.videos.ClipApi;
import io.zoetrope.query.videos.FindingsApi;
import io.zoetrope.query.videos.MediaApi;
import io.zoetrope.query.videos.UploadsApi;
import io.zoetrope.query.videos.VideosApi;
import java.util.List;

/** Every route of the service, in one place. {@code openapi.json} is tested against it. */
final class Routes {
    private Routes() {}

    static List<Route> of(
            SearchApi search,
            VideosApi videos,
            FindingsApi findings,
            AddVideoApi addVideo,
            UploadsApi uploads,
            MediaApi media,
            HlsApi hls,
            EventsApi events,
            GenerateApi generate,
            HealthApi health,
            InfoApi info) {
        return List.of(
                Route.post("/v1/search", search::post).needing(Role.READ),
                Route.get("/v1/search/{page_token}", search::page),
                Route.get("/v1/videos", videos::list)
                        .taking("status", "collection", "uri", "limit", "page"),
                Route.post("/v1/videos", addVideo::post),
                Route.post("/v1/uploads", uploads::post),
                Route.put("/v1/uploads/{id}", uploads::put),
                Route.get("/v1/videos/{id}", videos::get),
                Route.delete("/v1/videos/{id}", videos::delete),
                Route.get("/v1/videos/{id}/moments", videos::moments).taking("limit", "page"),
                Route.get("/v1/videos/{id}/shots", findings::shots).taking("limit", "page"),
                Route.get("/v1/videos/{id}/objects", findings::objects).taking("limit", "page"),
                Route.get("/v1/videos/{id}/sounds", findings::sounds).taking("limit", "page"),
                Route.get("/v1/videos/{id}/dialogue", findings::dialogue).taking("limit", "page"),
                Route.get("/v1/videos/{id}/text", findings::text).taking("limit", "page"),
                Route.get("/v1/videos/{id}/thumbnail", media::thumbnail).taking("ms"),
                Route.head("/v1/videos/{id}/thumbnail", media::thumbnail).taking("ms"),
                Route.get("/v1/videos/{id}/crops/{name}", media::crop),
                Route.head("/v1/videos/{id}/crops/{name}", media::crop),
                Route.get("/v1/videos/{id}/source", media::source),
                Route.head("/v1/videos/{id}/source", media::source),
                Route.get("/v1/videos/{id}/hls/master.m3u8", hls::master),
                Route.head("/v1/videos/{id}/hls/master.m3u8", hls::master),
                Route.get("/v1/videos/{id}/hls/{generation}/{rendition}/{file}", hls::file),
                Route.head("/v1/videos/{id}/hls/{generation}/{rendition}/{file}", hls::file),
                Route.get("/v1/events", events::get),
                Route.post("/v1/generate", generate::post).needing(Role.READ),
                Route.get("/v1/models", info::models),
                Route.get("/healthz", health::alive).needing(Role.NONE),
                Route.get("/readyz", health::ready).needing(Role.NONE),
                Route.get("/metrics", info::metrics).needing(Role.ADMIN),
                Route.get("/openapi.json", info::openApi).needing(Role.NONE));
    }

    static List<Route> ofGraph(GraphApi graph) {
        return List.of(Route.post("/graphql", graph::post).needing(Role.READ));
    }

    /** The API, for people to read and try. */
    static List<Route> ofDocs(DocsApi docs) {
        return List.of(
                Route.get("/docs", docs::page).needing(Role.NONE),
                Route.get("/docs/{file}", docs::file).needing(Role.NONE));
    }

    /** What goes with a video while it plays. */
    static List<Route> ofExtras(HlsExtrasApi extras) {
        return List.of(
                Route.get("/v1/videos/{id}/subtitles", extras::tracks),
                Route.get("/v1/videos/{id}/hls/subtitles/{file}", extras::subtitles),
                Route.head("/v1/videos/{id}/hls/subtitles/{file}", extras::subtitles),
                Route.get("/v1/videos/{id}/hls/sprites/{file}", extras::sprites),
                Route.head("/v1/videos/{id}/hls/sprites/{file}", extras::sprites));
    }

    /** What the page loads beside its own files. */
    static List<Route> ofPage(HlsLibrary library) {
        return List.of(Route.get("/vendor/hls.min.js", library::get).needing(Role.NONE));
    }

    /** How a page says its key once. */
    static List<Route> ofSession(SessionApi session) {
        return List.of(
                Route.get("/v1/session", session::get),
                Route.post("/v1/session", session::post).needing(Role.READ),
                Route.delete("/v1/session", session::delete).needing(Role.READ));
    }

    /** What is taught, and what looks alike. */
    static List<Route> ofLabels(SimilarApi similar, LabelParts parts) {
        LabelsApi labels = parts.api();
        LabelFilesApi files = parts.files();
        return List.of(
                Route.get("/v1/labels", labels::list),
                Route.post("/v1/labels", labels::teach),
                Route.get("/v1/labels/export", files::exportAll)
                        .taking("name", "max_bytes", "page"),
                Route.post("/v1/labels/import", files::importAll),
                Route.get("/v1/labels/{name}", labels::get),
                Route.delete("/v1/labels/{name}", labels::delete),
                Route.get("/v1/labels/{name}/examples", labels::examples),
                Route.get("/v1/labels/{name}/candidates", labels::candidates).taking("limit"),
                Route.get("/v1/labels/{name}/history", labels::history),
                Route.post("/v1/labels/{name}/undo", labels::undo).taking("version"),
                Route.post("/v1/labels/{name}/rename", labels::rename),
                Route.get("/v1/objects/{id}/similar", similar::ofObject)
                        .taking("limit", "page", "class", "collection"),
                Route.get("/v1/moments/{id}/similar", similar::ofMoment)
                        .taking("limit", "page", "collection"));
    }

    /** What is made of a video for who asks. */
    static List<Route> ofClips(ClipApi clips) {
        return List.of(
                Route.get("/v1/videos/{id}/clip.mp4", clips::get).taking("start_ms", "end_ms"),
                Route.head("/v1/videos/{id}/clip.mp4", clips::get).taking("start_ms", "end_ms"));
    }
}
