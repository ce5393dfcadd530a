package io.zoetrope.local;

import io.zoetrope.jobs.AnalyserOptions;
import io.zoetrope.local.commandline.LocalOptions;
import io.zoetrope.local.commandline.Terminal;
import io.zoetrope.local.commandline.UsageProblem;
import io.zoetrope.query.QueryService;
import io.zoetrope.query.RunningParts;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.scenes.SampleClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.slf4j.LoggerFactory;

/**
 * Main of {@code ./mvnw -Plocal}: starts Kafka, OpenSearch, Flink and the query service on
 * 127.0.0.1, indexes the videos that were given, and serves the page until it is told to stop.
 * Prints the address of each.
 *
 * <pre>
 *  options ─► checks ─► models (pulled) ─► servers ─► job ─► page (READY) ─► arrivals on Kafka ─► watch the index ─► table
 * </pre>
 *
 * Exit code 0 with {@code --once} if every video ended well; 1 if one did not, or something failed,
 * a server that died included; 2 if what was asked for cannot be done; that of the signal (143,
 * 130) if it was told to stop.
 */
public final class LocalRun {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Terminal terminal;
    private final LocalOptions options;
    private final RunningParts parts = new RunningParts();

    private LocalRun(Terminal terminal, LocalOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        int exitCode;
        try {
            exitCode = new LocalRun(terminal, LocalOptions.parse(arguments)).run();
        } catch (UsageProblem e) {
            terminal.problem(e.getMessage());
            exitCode = WRONG_USAGE;
        }
        System.exit(exitCode);
    }

    private int run() {
        List<Path> given =
                options.videos().isEmpty() ? List.of() : VideoFiles.find(options.videos());
        NativeLibraries.check();
        options.ports().check();
        DataFolder data = parts.add(DataFolder.open(options.data()));
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
        try {
            terminal.keepClean(data.logs());
            if (options.withParent()) {
                ParentWatch.leaveWithParent();
            }
            LocalModels models =
                    LocalModels.find(
                            options.models(),
                            ModelPull.of(options.models(), System.getenv(), terminal));
            LocalModels all = options.text() ? models.readingText() : models;
            int exitCode = run(data, all, given);
            parts.close();
            return exitCode;
        } catch (UsageProblem e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception | LinkageError e) {
            return failed(e, data);
        }
    }

    private int run(DataFolder data, LocalModels models, List<Path> given) throws Exception {
        List<Path> files = given.isEmpty() ? samples(data) : given;
        List<GivenVideo> videos = files.stream().map(GivenVideo::of).toList();
        terminal.line("starting Kafka and OpenSearch; logs are in " + data.logs());
        LocalServers servers = parts.add(LocalServers.start(data, options.ports()));
        terminal.line("KAFKA " + servers.kafka());
        terminal.line("OPENSEARCH " + servers.openSearch());
        try {
            return run(data, models, videos, servers, readable(data, given));
        } catch (Exception e) {
            servers.blameFor(e);
            throw e;
        }
    }

    private int run(
            DataFolder data,
            LocalModels models,
            List<GivenVideo> videos,
            LocalServers servers,
            List<Path> readable)
            throws Exception {
        Path state = data.flink(models.id());
        boolean newModels = !Files.isDirectory(state);
        Configuration settings = JobSettings.of(models, servers, data, readable);
        settings.set(AnalyserOptions.TEXT, options.text());
        LocalJob job =
                parts.add(LocalJob.start(settings, state, options.ports().flink(), servers::alive));
        terminal.line("FLINK " + job.rest());
        QueryService page = parts.add(Page.start(options.ports(), models, servers, data, readable));
        page.grpcPort().ifPresent(port -> terminal.line("GRPC 127.0.0.1:" + port));
        terminal.line("READY " + page.uri());
        Runnable checkAlive =
                () -> {
                    servers.checkAlive();
                    job.checkAlive();
                };
        boolean good = index(servers, checkAlive, videos, newModels);
        if (options.once()) {
            return good ? 0 : FAILED;
        }
        terminal.line("search at " + page.uri() + " ; Ctrl-C ends everything");
        while (true) {
            checkAlive.run();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean index(
            LocalServers servers, Runnable checkAlive, List<GivenVideo> videos, boolean newModels)
            throws IOException, InterruptedException {
        Indexing indexing = new Indexing(new IndexClient(servers.openSearch()), videos, newModels);
        List<GivenVideo> open = indexing.open();
        if (open.size() < videos.size()) {
            terminal.line(
                    (videos.size() - open.size())
                            + " of "
                            + videos.size()
                            + " are indexed already");
        }
        Arrivals.send(servers.kafka(), JobSettings.ARRIVALS, open);
        if (!open.isEmpty()) {
            try (Progress progress = new Progress(terminal, videos.size())) {
                indexing.await(progress, checkAlive);
            }
        }
        List<Ending> endings = indexing.endings();
        EndingTable.lines(endings).forEach(terminal::line);
        return endings.stream().allMatch(Ending::good);
    }

    private List<Path> samples(DataFolder data) {
        terminal.line("no -Dvideos: making sample clips in " + data.samples());
        return SampleClips.in(data.samples()).stream().map(Clip::file).toList();
    }

    /** What was named, where links in it lead, and what the page's visitors upload. */
    private List<Path> readable(DataFolder data, List<Path> given) throws IOException {
        Files.createDirectories(data.uploads());
        List<Path> readable = new ArrayList<>(options.videos());
        options.videos().forEach(named -> readable.addAll(VideoFiles.captionsOf(named)));
        readable.addAll(VideoFiles.elsewhere(given, options.videos()));
        if (readable.isEmpty()) {
            readable.add(data.samples());
        }
        readable.add(data.uploads());
        return readable;
    }

    private int failed(Throwable e, DataFolder data) {
        // Errors while everything is being stopped are expected, and not reported.
        if (!parts.closing()) {
            LoggerFactory.getLogger(LocalRun.class).error("run failed", e);
            String what = e.getMessage() == null ? e.toString() : e.getMessage();
            terminal.problem(what + " (see " + data.logs() + ")");
            parts.close();
        }
        return FAILED;
    }
}
