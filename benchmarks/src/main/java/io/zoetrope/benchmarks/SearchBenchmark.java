package io.zoetrope.benchmarks;

import io.zoetrope.query.QueryService;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Searches of moments through the service against the bare k-NN query, in turns, with a warm cache;
 * where the processor's time goes; recall of the ten nearest against all comparisons, among all and
 * with a filter that one in a hundred fulfils; and 200 searches at once. Arguments: moments
 * (20000), rounds (200; 0 for recall alone).
 */
public final class SearchBenchmark {
    private static final int NEAREST = 10;
    private static final int AT_ONCE = 200;

    private final SearchLibrary library;
    private final URI search;

    private SearchBenchmark(SearchLibrary library, URI search) {
        this.library = library;
        this.search = search;
    }

    public static void main(String[] args) throws Exception {
        int moments = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (OpenSearchNode node = OpenSearchNode.start();
                KafkaBroker kafka = KafkaBroker.start()) {
            kafka.createTopics(1, "video.status");
            Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
            options.put(QueryOption.PORT, "0");
            options.put(QueryOption.ACCESS, "open");
            options.put(QueryOption.OPENSEARCH, node.uri().toString());
            options.put(QueryOption.KAFKA, kafka.bootstrapServers());
            QueryServiceOptions read = QueryServiceOptions.of(options);
            Encoders encoders = Encoders.open(read.encoding());
            SearchLibrary library = new SearchLibrary(node.uri(), encoders.visual());
            library.fill(moments);
            try (QueryService service = QueryService.start(read, encoders)) {
                SearchBenchmark run =
                        new SearchBenchmark(library, service.uri().resolve("/v1/search"));
                run.recall(false);
                run.recall(true);
                if (rounds > 0) {
                    run.speed(rounds);
                    run.atOnce();
                }
            }
        }
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
            List<String> nearest = library.nearest(q, NEAREST, ofRare);
            recalled += nearest.stream().filter(found::contains).count();
            filled += found.size() == nearest.size() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%d moments%s: recall@%d %.4f, %d of %d answers filled%n",
                library.size(),
                ofRare ? ", one in a hundred of them" : "",
                NEAREST,
                recalled / questions / NEAREST,
                filled,
                questions);
    }

    private void speed(int rounds) throws IOException, InterruptedException {
        double[] service = new double[rounds];
        double[] bare = new double[rounds];
        ThreadTimes threads = null;
        ProcessorTime node = new ProcessorTime(ProcessorTime::isNode);
        double began = 0;
        for (int i = -rounds / 4; i < rounds; i++) {
            if (i == 0) {
                threads = new ThreadTimes();
                began = node.seconds();
            }
            int q = Math.floorMod(i, library.questions().size());
            double one = timed(search, library.question(q, false));
            double other = timed(library.search(), library.bare(q, NEAREST));
            if (i >= 0) {
                service[i] = one;
                bare[i] = other;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d searches and as many bare ones: %.2f processor seconds with the node; of this"
                        + " process by thread:%n%s",
                rounds,
                node.seconds() - began,
                threads.since());
        Arrays.sort(service);
        Arrays.sort(bare);
        System.out.printf(
                Locale.ROOT,
                "p50 %.1f ms, bare %.1f: %.2f; p99 %.1f ms, bare %.1f: %.2f%n",
                at(service, .5),
                at(bare, .5),
                at(service, .5) / at(bare, .5),
                at(service, .99),
                at(bare, .99),
                at(service, .99) / at(bare, .99));
    }

    private void atOnce() {
        List<CompletableFuture<HttpResponse<String>>> all =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> library.question(i % library.questions().size(), false))
                        .map(
                                question ->
                                        library.http()
                                                .sendAsync(
                                                        SearchLibrary.request(
                                                                search, "POST", question),
                                                        BodyHandlers.ofString()))
                        .toList();
        long failed = all.stream().filter(answer -> answer.join().statusCode() != 200).count();
        System.out.printf(Locale.ROOT, "%d at once: %d without answer%n", AT_ONCE, failed);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private double timed(URI uri, String body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        library.send(uri, "POST", body);
        return (System.nanoTime() - start) / 1e6;
    }
}
