package io.zoetrope.benchmarks.search;

import io.zoetrope.benchmarks.ProcessorTime;
import io.zoetrope.benchmarks.ThreadTimes;
import io.zoetrope.query.QueryService;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.question.Modality;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Searches of moments through the service against the bare k-NN query, in turns, with a warm cache;
 * where the processor's time goes; the same with a new connection for each; all five sources at
 * once against each alone; recall of the ten nearest against all comparisons, among all and with a
 * filter that one in a hundred fulfils; and 200 searches at once while moments are indexed.
 * Arguments: moments (20000), rounds (500; 0 for recall alone), rounds before them that do not
 * count (8000: what is called once a search is compiled for good after 5,000 calls, and until then
 * compilers take as much as searches do).
 */
public final class SearchBenchmark {
    private static final int AT_ONCE = 200;
    private static final int ADDED_AT_ONCE = 200;
    private static final String SERVICE = "service";
    private static final String BARE = "bare";
    private static final String ALL = "all five";

    /** Of the node: 512 MB are enough for 100,000 moments. */
    private static final int MOMENTS_OF_A_MB = 250;

    private static final int LEAST_HEAP_MB = 512;

    private final SearchLibrary library;
    private final URI search;

    private SearchBenchmark(SearchLibrary library, URI search) {
        this.library = library;
        this.search = search;
    }

    public static void main(String[] args) throws Exception {
        int moments = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        int warm = args.length > 2 ? Integer.parseInt(args[2]) : 8_000;
        String heap = Math.max(LEAST_HEAP_MB, moments / MOMENTS_OF_A_MB) + "m";
        try (OpenSearchNode node = OpenSearchNode.startOptimising(heap);
                KafkaBroker kafka = KafkaBroker.start()) {
            kafka.createTopics(1, "video.status");
            Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
            options.put(QueryOption.PORT, "0");
            options.put(QueryOption.ACCESS, "open");
            options.put(QueryOption.OPENSEARCH, node.uri().toString());
            options.put(QueryOption.KAFKA, kafka.bootstrapServers());
            QueryServiceOptions read = QueryServiceOptions.of(options);
            Encoders encoders = Encoders.open(read.encoding());
            SearchLibrary library = filled(node, encoders, moments, rounds > 0);
            try (QueryService service = QueryService.start(read, encoders)) {
                SearchBenchmark run =
                        new SearchBenchmark(library, service.uri().resolve("/v1/search"));
                run.recall(false);
                run.recall(true);
                if (rounds > 0) {
                    run.speed(warm, rounds);
                    run.newConnections(rounds);
                    run.sources(warm / 8, rounds);
                    run.atOnce();
                }
            }
        }
    }

    private static SearchLibrary filled(
            OpenSearchNode node, Encoders encoders, int moments, boolean others)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        SearchLibrary library = new SearchLibrary(node.uri(), encoders);
        library.make();
        library.fill(moments);
        if (others) {
            new SearchFindings(library).fill();
        }
        System.out.printf(
                Locale.ROOT,
                "%d moments indexed in %.0f s%n",
                moments,
                (System.nanoTime() - start) / 1e9);
        return library;
    }

    private void recall(boolean ofRare) throws IOException, InterruptedException {
        double recalled = 0;
        int filled = 0;
        int questions = library.questions().size();
        for (int q = 0; q < questions; q++) {
            Set<String> found = new HashSet<>();
            library.send(search, "POST", library.question(q, ofRare))
                    .path("moments")
                    .forEach(m -> found.add(m.path("moment_id").asText()));
            List<String> nearest = library.nearest(q, ofRare);
            recalled += nearest.stream().filter(found::contains).count();
            filled += found.size() == nearest.size() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%d moments%s: recall@%d %.4f, %d of %d answers filled%n",
                library.size(),
                ofRare ? ", one in a hundred of them" : "",
                SearchLibrary.NEAREST,
                recalled / questions / SearchLibrary.NEAREST,
                filled,
                questions);
    }

    private int question(int round) {
        return round % library.questions().size();
    }

    private void speed(int warm, int rounds) throws Exception {
        Map<String, SearchTimes.Call> calls = new LinkedHashMap<>();
        calls.put(
                SERVICE,
                round -> library.text(search, "POST", library.question(question(round), false)));
        calls.put(
                BARE,
                round -> library.text(library.search(), "POST", library.bare(question(round))));
        SearchTimes.of(calls, warm, 0);
        ThreadTimes threads = new ThreadTimes();
        ProcessorTime processor = new ProcessorTime(ProcessorTime::isNode);
        double began = processor.seconds();
        SearchTimes times = SearchTimes.of(calls, 0, rounds);
        System.out.printf(
                Locale.ROOT,
                "%d searches and as many bare ones: %.2f processor seconds with the node; of this"
                        + " process by thread:%n%s",
                rounds,
                processor.seconds() - began,
                threads.since());
        print(times);
    }

    /** Each call on a connection of its own, those of the rounds before them as well. */
    private void newConnections(int rounds) throws Exception {
        Map<String, SearchTimes.Call> calls = new LinkedHashMap<>();
        calls.put(
                SERVICE,
                round -> NewConnection.post(search, library.question(question(round), false)));
        calls.put(
                BARE, round -> NewConnection.post(library.search(), library.bare(question(round))));
        System.out.println("each on a new connection, by a plain socket:");
        print(SearchTimes.of(calls, rounds, rounds));
    }

    private static void print(SearchTimes times) {
        for (double share : List.of(0.5, 0.9, 0.99)) {
            System.out.printf(
                    Locale.ROOT,
                    "p%.0f %.1f ms, bare %.1f: %.2f%n",
                    100 * share,
                    times.at(SERVICE, share),
                    times.at(BARE, share),
                    times.at(SERVICE, share) / times.at(BARE, share));
        }
        System.out.printf(
                Locale.ROOT, "median of the rounds' ratios: %.2f%n", times.ratio(SERVICE, BARE));
    }

    private void sources(int warm, int rounds) throws Exception {
        Map<String, SearchTimes.Call> calls = new LinkedHashMap<>();
        for (String modality : Modality.ALL) {
            calls.put(modality, round -> ask(round, List.of(modality)));
        }
        calls.put(ALL, round -> ask(round, Modality.ALL));
        SearchTimes times = SearchTimes.of(calls, warm, rounds);
        ProcessorTime processor = new ProcessorTime(ProcessorTime::isNode);
        double began = processor.seconds();
        for (int round = 0; round < rounds; round++) {
            ask(round, Modality.ALL);
        }
        double processorMs = 1_000 * (processor.seconds() - began) / rounds;
        double shared = processorMs / Runtime.getRuntime().availableProcessors();
        double slowest = 0;
        for (String modality : Modality.ALL) {
            double alone = times.at(modality, 0.5);
            slowest = Math.max(slowest, alone);
            System.out.printf(Locale.ROOT, "  %s alone: p50 %.1f ms%n", modality, alone);
        }
        System.out.printf(
                Locale.ROOT,
                "all five sources: p50 %.1f ms; slowest alone %.1f, processor time over cores %.1f:"
                        + " %.2f%n",
                times.at(ALL, 0.5),
                slowest,
                shared,
                times.at(ALL, 0.5) / Math.max(slowest, shared));
    }

    private void ask(int round, List<String> modalities) throws IOException, InterruptedException {
        library.text(search, "POST", library.question(question(round), modalities));
    }

    private void atOnce() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> indexing = CompletableFuture.runAsync(() -> index(over));
        int before = library.size();
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> all =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> library.question(question(i), false))
                        .map(
                                question ->
                                        library.http()
                                                .sendAsync(
                                                        SearchLibrary.request(
                                                                search, "POST", question),
                                                        BodyHandlers.ofString()))
                        .toList();
        long failed = all.stream().filter(answer -> answer.join().statusCode() != 200).count();
        double seconds = (System.nanoTime() - start) / 1e9;
        over.set(true);
        indexing.join();
        System.out.printf(
                Locale.ROOT,
                "%d at once: %d without answer, the last after %.1f s; %d moments were indexed"
                        + " meanwhile%n",
                AT_ONCE,
                failed,
                seconds,
                library.size() - before);
    }

    private void index(AtomicBoolean over) {
        try {
            while (!over.get()) {
                library.addMoments(ADDED_AT_ONCE);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
