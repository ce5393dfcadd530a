package io.zoetrope.query;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zoetrope.query.access.Admission;
import io.zoetrope.query.admin.HealthApi;
import io.zoetrope.query.admin.InfoApi;
import io.zoetrope.query.embed.ClipReader;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.ProcessClipReader;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.events.EventsApi;
import io.zoetrope.query.events.StatusFeed;
import io.zoetrope.query.events.StreamPlaces;
import io.zoetrope.query.generate.api.GenerateApi;
import io.zoetrope.query.generate.evidence.Captions;
import io.zoetrope.query.generate.evidence.ModelCaptions;
import io.zoetrope.query.graphql.GraphApi;
import io.zoetrope.query.http.Route;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.labels.LabelParts;
import io.zoetrope.query.labels.examples.LookAlikes;
import io.zoetrope.query.labels.examples.SimilarApi;
import io.zoetrope.query.media.BucketUploads;
import io.zoetrope.query.media.ClipSources;
import io.zoetrope.query.media.ClipStore;
import io.zoetrope.query.media.HlsApi;
import io.zoetrope.query.media.HlsExtrasApi;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.media.PictureStore;
import io.zoetrope.query.media.PresignedSegments;
import io.zoetrope.query.media.TenantUploads;
import io.zoetrope.query.media.Thumbnails;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.protocols.Gateway;
import io.zoetrope.query.protocols.ServiceGateway;
import io.zoetrope.query.question.SearchProfiles;
import io.zoetrope.query.search.MomentView;
import io.zoetrope.query.search.SearchApi;
import io.zoetrope.query.search.Searches;
import io.zoetrope.query.search.SentMedia;
import io.zoetrope.query.videos.AddVideoApi;
import io.zoetrope.query.videos.Announced;
import io.zoetrope.query.videos.ArrivalEvents;
import io.zoetrope.query.videos.Arrivals;
import io.zoetrope.query.videos.ClipApi;
import io.zoetrope.query.videos.FindingsApi;
import io.zoetrope.query.videos.ListWindows;
import io.zoetrope.query.videos.MediaApi;
import io.zoetrope.query.videos.SpokenLines;
import io.zoetrope.query.videos.UploadStore;
import io.zoetrope.query.videos.UploadsApi;
import io.zoetrope.query.videos.VideoIndex;
import io.zoetrope.query.videos.VideosApi;
import io.zoetrope.query.videos.VideosTogether;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes the rooms of a service that is being started, and joins them. */
final class ServiceWiring {
    private static final int LIST_CONNECTIONS = 48;
    private static final int LABEL_WRITE_CONNECTIONS = 8;

    private final QueryServiceOptions options;
    private final RunningParts parts;
    private final PrometheusMeterRegistry metrics;
    private final LocalSources sources;
    private final StatusFeed feed;
    private final StreamPlaces places = new StreamPlaces();
    private EventsApi events;
    private GenerateApi answers;
    private HealthApi health;
    private ServiceGateway.Asked asked;

    /**
     * @param parts takes what has to be closed
     */
    ServiceWiring(
            QueryServiceOptions options, RunningParts parts, PrometheusMeterRegistry metrics) {
        this.options = options;
        this.parts = parts;
        this.metrics = metrics;
        this.sources = new LocalSources(options.media());
        this.feed = parts.add(new StatusFeed(options.kafka()));
    }

    /** What other protocols ask; the routes are made by then. */
    Gateway gateway(Admission admission) {
        return new ServiceGateway(
                admission, asked, new ServiceGateway.Followed(feed, places, sources, health));
    }

    /** What keeps answers open as long as it runs; the routes are made by then. */
    List<AutoCloseable> streams() {
        return List.of(events, answers);
    }

    /**
     * All routes that ask the index.
     *
     * @param opened embeds what is asked once
     * @param encoders remember what they were asked
     */
    List<Route> routes(Encoders opened, Encoders encoders, Optional<UploadStore> uploads)
            throws IOException {
        QueryServiceOptions.Media media = options.media();
        QueryEncoder encoder = encoders.visual();
        Announced announced = new Announced();
        feed.subscribe(announced::heard);
        events = new EventsApi(feed, places, sources, metrics);
        Optional<PictureStore> files = files(media);
        MomentView view = new MomentView(sources);
        VideoIndex index = new VideoIndex(reader("videos", LIST_CONNECTIONS), sources, view);
        ArrivalEvents arrivals = parts.add(new ArrivalEvents(options.kafka(), metrics));
        Arrivals added = new Arrivals(sources, arrivals, announced, uploads);
        Seal seal =
                new Seal(options.tokens().secret(), options.tokens().validFor(), Clock.systemUTC());
        ListWindows windows = new ListWindows(seal);
        UploadsApi.Places uploaded = new UploadsApi.Places(bucketUploads(media), uploads);
        VideosApi videos =
                new VideosApi(index, encoder, arrivals, windows, announced, uploaded, sources);
        SearchWiring search = SearchWiring.of(this::reader, opened, encoders, view);
        parts.add(search.router());
        SearchProfiles profiles = SearchProfiles.read(options.access().profilesFile());
        Searches searches =
                new Searches(search.visual(), search.clauses(), view, encoders, profiles, seal);
        health = new HealthApi(reader("health", 1), HealthApi.kafka(options.kafka()));
        ClipReader sentClips = parts.add(ProcessClipReader.open());
        SentMedia sent = parts.add(new SentMedia(encoders, sentClips));
        Optional<Thumbnails> thumbnails = files.map(Thumbnails::new);
        answers =
                answers(
                        new GenerateApi.Parts(
                                videos,
                                profiles,
                                search.clauses(),
                                search.router(),
                                reader("generate", LIST_CONNECTIONS),
                                encoder,
                                thumbnails));
        IndexReader labels = reader("labels", LIST_CONNECTIONS);
        LookAlikes lookAlikes = new LookAlikes(labels);
        asked = new ServiceGateway.Asked(searches, sent, lookAlikes, videos);
        List<Route> routes =
                new ArrayList<>(
                        Routes.ofLabels(
                                new SimilarApi(lookAlikes, windows),
                                labels(labels, arrivals::control, seal)));
        ClipApi clips = clips(videos, new ClipSources(sources, files));
        feed.subscribe(clips::heard);
        routes.addAll(Routes.ofClips(clips));
        SpokenLines lines = new SpokenLines(videos, index);
        routes.addAll(Routes.ofExtras(new HlsExtrasApi(lines, thumbnails)));
        IndexReader graph = reader("graph", LIST_CONNECTIONS);
        VideosTogether together = new VideosTogether(index, graph, view, encoder.model());
        routes.addAll(Routes.ofGraph(new GraphApi(together, videos, searches)));
        routes.addAll(
                Routes.of(
                        new SearchApi(searches, sent),
                        videos,
                        new FindingsApi(videos, index, windows),
                        new AddVideoApi(
                                uploads, media.maxUploadBytes(), added, new TenantUploads(media)),
                        new UploadsApi(uploaded, media.maxUploadBytes(), added),
                        new MediaApi(videos, thumbnails, sources),
                        new HlsApi(files, lines, presigned(media)),
                        events,
                        answers,
                        parts.add(health.start()),
                        new InfoApi(encoders, metrics)));
        return routes;
    }

    private LabelParts labels(IndexReader reader, BiConsumer<String, String> tellJob, Seal seal) {
        IndexWriter writer =
                parts.add(new IndexWriter(options.openSearch(), LABEL_WRITE_CONNECTIONS));
        LabelParts labels = LabelParts.of(reader, writer, tellJob, seal, metrics);
        parts.add(labels.spreading().start());
        return labels;
    }

    private ClipApi clips(VideosApi videos, ClipSources from) throws IOException {
        QueryServiceOptions.Clips clips = options.media().clips();
        ClipStore store = parts.add(ClipStore.open(clips.keptBytes()));
        return new ClipApi(videos, from, store, clips.longest());
    }

    private IndexReader reader(String source, int connections) {
        return parts.add(new IndexReader(options.openSearch(), source, connections, metrics));
    }

    private GenerateApi answers(GenerateApi.Parts with) {
        Optional<Captions> captions =
                options.generating()
                        .captions()
                        .map(name -> parts.add(ModelCaptions.open(name, options.encoding())));
        return GenerateApi.of(options.generating(), with, captions);
    }

    /** What the job keeps of videos. */
    private Optional<PictureStore> files(QueryServiceOptions.Media media) {
        return media.keyFrames().map(root -> parts.add(PictureStore.open(root, media.s3())));
    }

    private Optional<PresignedSegments> presigned(QueryServiceOptions.Media media) {
        return media.presignSegments()
                ? media.keyFrames()
                        .map(
                                root ->
                                        parts.add(
                                                new PresignedSegments(
                                                        root,
                                                        media.s3(),
                                                        options.tokens().linksValidFor())))
                : Optional.empty();
    }

    private Optional<BucketUploads> bucketUploads(QueryServiceOptions.Media media) {
        return media.uploadBucket().map(root -> parts.add(new BucketUploads(root, media.s3())));
    }
}
