package io.zoetrope.query;

import io.javalin.Javalin;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zoetrope.query.access.Callers;
import io.zoetrope.query.access.Door;
import io.zoetrope.query.access.Links;
import io.zoetrope.query.access.SessionApi;
import io.zoetrope.query.admin.DocsApi;
import io.zoetrope.query.admin.HealthApi;
import io.zoetrope.query.admin.InfoApi;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.ProcessClipReader;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.embed.VectorCache;
import io.zoetrope.query.events.EventsApi;
import io.zoetrope.query.events.StatusFeed;
import io.zoetrope.query.generate.Captions;
import io.zoetrope.query.generate.GenerateApi;
import io.zoetrope.query.generate.ModelCaptions;
import io.zoetrope.query.graphql.GraphApi;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.HttpServer;
import io.zoetrope.query.http.Route;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.labels.LabelParts;
import io.zoetrope.query.labels.LabelsApi;
import io.zoetrope.query.labels.SimilarApi;
import io.zoetrope.query.media.BucketUploads;
import io.zoetrope.query.media.ClipSources;
import io.zoetrope.query.media.ClipStore;
import io.zoetrope.query.media.HlsApi;
import io.zoetrope.query.media.HlsExtrasApi;
import io.zoetrope.query.media.HlsLibrary;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.media.PictureStore;
import io.zoetrope.query.media.PresignedSegments;
import io.zoetrope.query.media.TenantUploads;
import io.zoetrope.query.media.Thumbnails;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.question.SearchProfiles;
import io.zoetrope.query.search.MomentView;
import io.zoetrope.query.search.SearchApi;
import io.zoetrope.query.search.Searches;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running query service: the HTTP API of {@link Routes} and the web page. Servers that it uses
 * may start after it, or go away and come back; {@code /readyz} tells.
 */
public final class QueryService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryService.class);

    private static final int LIST_CONNECTIONS = 48;
    private static final int LABEL_WRITE_CONNECTIONS = 8;

    private final QueryServiceOptions options;
    private final RunningParts parts = new RunningParts();
    private Javalin server;
    private GenerateApi answers;

    private QueryService(QueryServiceOptions options) {
        this.options = options;
    }

    /**
     * Starts with the encoder that the options name.
     *
     * @throws IOException if the upload folder cannot be made
     * @throws IllegalArgumentException if callers need keys and there are none
     * @throws RuntimeException if the encoder cannot be loaded or the port is taken; the message
     *     says which
     */
    public static QueryService start(QueryServiceOptions options) throws IOException {
        return start(options, Encoders.open(options.encoding()));
    }

    /**
     * Starts with encoders that the caller made; the service closes them, also if it cannot start.
     *
     * @throws IOException if the upload folder cannot be made
     */
    public static QueryService start(QueryServiceOptions options, Encoders encoders)
            throws IOException {
        QueryService service = new QueryService(options);
        try {
            service.open(encoders);
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
        LOG.info("query service on {}, encoder {}", service.uri(), encoders.visual().model().id());
        return service;
    }

    /** Where it listens; the true port if 0 was asked. */
    public URI uri() {
        return URI.create("http://" + options.http().host() + ":" + server.port());
    }

    private void open(Encoders opened) throws IOException {
        Callers callers = Callers.of(options.access(), Clock.systemUTC());
        Links links = new Links(options.tokens(), Clock.systemUTC());
        parts.add(opened);
        PrometheusMeterRegistry metrics = metrics();
        opened.bindTo(metrics);
        Encoders encoders = opened.cached(new VectorCache(options.encoding().cacheSize(), metrics));
        Optional<UploadStore> uploads = uploads();
        LocalSources sources = new LocalSources(options.media());
        StatusFeed feed = parts.add(new StatusFeed(options.kafka()));
        Announced announced = new Announced();
        feed.subscribe(announced::heard);
        EventsApi events = new EventsApi(feed, sources, metrics);
        List<Route> routes =
                new ArrayList<>(
                        routes(
                                opened, encoders, metrics, uploads, sources, announced, events,
                                feed));
        routes.addAll(Routes.ofDocs(new DocsApi()));
        routes.addAll(Routes.ofPage(new HlsLibrary()));
        routes.addAll(Routes.ofSession(new SessionApi(links)));
        routes.replaceAll(Door::guarded);
        long maxBody = Math.max(options.media().maxUploadBytes(), Bodies.MAX_IMAGE_BYTES);
        server =
                HttpServer.create(
                        options.http(),
                        routes,
                        new Door(callers, links, options.access().requestsPerSecond(), metrics),
                        maxBody,
                        incoming(uploads),
                        metrics);
        parts.add(server::stop);
        // Ended first: a stream that is still open would hold up the server's graceful stop.
        parts.add(events);
        parts.add(answers);
        server.start();
    }

    private List<Route> routes(
            Encoders opened,
            Encoders encoders,
            PrometheusMeterRegistry metrics,
            Optional<UploadStore> uploads,
            LocalSources sources,
            Announced announced,
            EventsApi eventsApi,
            StatusFeed feed)
            throws IOException {
        QueryServiceOptions.Media media = options.media();
        QueryEncoder encoder = encoders.visual();
        Optional<PictureStore> files = files(media);
        MomentView view = new MomentView(sources);
        VideoIndex index =
                new VideoIndex(reader("videos", LIST_CONNECTIONS, metrics), sources, view);
        ArrivalEvents arrivals = parts.add(new ArrivalEvents(options.kafka(), metrics));
        Arrivals added = new Arrivals(sources, arrivals, announced);
        Seal seal =
                new Seal(options.tokens().secret(), options.tokens().validFor(), Clock.systemUTC());
        ListWindows windows = new ListWindows(seal);
        VideosApi videos =
                new VideosApi(index, encoder, arrivals, windows, announced, uploads, sources);
        SearchWiring search =
                SearchWiring.of(
                        (source, connections) -> reader(source, connections, metrics),
                        opened,
                        encoders,
                        view);
        parts.add(search.router());
        SearchProfiles profiles = SearchProfiles.read(options.access().profilesFile());
        Searches searches =
                new Searches(search.visual(), search.clauses(), view, encoders, profiles, seal);
        HealthApi health =
                new HealthApi(reader("health", 1, metrics), HealthApi.kafka(options.kafka()));
        Optional<Thumbnails> thumbnails = files.map(Thumbnails::new);
        answers =
                answers(
                        new GenerateApi.Parts(
                                videos,
                                profiles,
                                search.clauses(),
                                search.router(),
                                reader("generate", LIST_CONNECTIONS, metrics),
                                encoder,
                                thumbnails));
        IndexReader labels = reader("labels", LIST_CONNECTIONS, metrics);
        List<Route> routes =
                new ArrayList<>(
                        Routes.ofLabels(
                                new SimilarApi(labels, windows),
                                labels(labels, arrivals::control, metrics)));
        ClipApi clips = clips(videos, new ClipSources(sources, files));
        feed.subscribe(clips::heard);
        routes.addAll(Routes.ofClips(clips));
        SpokenLines lines = new SpokenLines(videos, index);
        routes.addAll(Routes.ofExtras(new HlsExtrasApi(lines, thumbnails)));
        IndexReader graph = reader("graph", LIST_CONNECTIONS, metrics);
        VideosTogether together = new VideosTogether(index, graph, view, encoder.model());
        routes.addAll(Routes.ofGraph(new GraphApi(together, videos, searches)));
        routes.addAll(
                Routes.of(
                        new SearchApi(searches, encoders, parts.add(ProcessClipReader.open())),
                        videos,
                        new FindingsApi(videos, index, windows),
                        new AddVideoApi(
                                uploads, media.maxUploadBytes(), added, new TenantUploads(media)),
                        new UploadsApi(
                                bucketUploads(media), uploads, media.maxUploadBytes(), added),
                        new MediaApi(videos, thumbnails, sources),
                        new HlsApi(files, lines, presigned(media)),
                        eventsApi,
                        answers,
                        parts.add(health.start()),
                        new InfoApi(encoders, metrics)));
        return routes;
    }

    private LabelsApi labels(
            IndexReader reader,
            BiConsumer<String, String> tellJob,
            PrometheusMeterRegistry metrics) {
        IndexWriter writer =
                parts.add(new IndexWriter(options.openSearch(), LABEL_WRITE_CONNECTIONS));
        LabelParts labels = LabelParts.of(reader, writer, tellJob, metrics);
        parts.add(labels.spreading().start());
        return labels.api();
    }

    private ClipApi clips(VideosApi videos, ClipSources sources) throws IOException {
        QueryServiceOptions.Clips clips = options.media().clips();
        ClipStore store = parts.add(ClipStore.open(clips.keptBytes()));
        return new ClipApi(videos, sources, store, clips.longest());
    }

    private IndexReader reader(String source, int connections, PrometheusMeterRegistry metrics) {
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

    private Optional<UploadStore> uploads() throws IOException {
        Optional<Path> folder = options.media().uploadDir();
        return folder.isPresent()
                ? Optional.of(new UploadStore(folder.get(), options.media().uploadQuotaBytes()))
                : Optional.empty();
    }

    /** Where large parts of a body lie while they come in. */
    private static Path incoming(Optional<UploadStore> uploads) throws IOException {
        return uploads.isPresent()
                ? uploads.get().temporary()
                : Files.createTempDirectory("zoetrope-query");
    }

    private PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.add(registry::close);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    /** Ends the event streams, lets running requests finish (5 s), then closes its clients. */
    @Override
    public void close() {
        parts.close();
    }
}
