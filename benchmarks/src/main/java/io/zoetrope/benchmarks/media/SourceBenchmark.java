package io.zoetrope.benchmarks.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.benchmarks.Films;
import io.zoetrope.benchmarks.Folders;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.MediaSourceOpener;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.sources.FetchOptions;
import io.zoetrope.sources.FetchedSources;
import io.zoetrope.sources.MediaSources;
import io.zoetrope.sources.SourcePolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is asked of a store for one video of 1080p30: it is opened to find its key frames, read to
 * be indexed by key frames, and copied for playback; fetched whole, and by range. The store is a
 * server whose every answer begins 30 ms late.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.SourceBenchmark -Dbench.args="[seconds]"
 * </pre>
 */
public final class SourceBenchmark {
    private static final int LATE_MS = 30;
    private static final int LOOP_SECONDS = 4;
    private static final long SEGMENT_US = 6_000_000;

    private final Path film;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    private SourceBenchmark(Path film) {
        this.film = film;
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        Path folder = Files.createTempDirectory("source-benchmark");
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 1920, 1080, 30, LOOP_SECONDS);
            Path film = Films.film(clip, folder.resolve("film.mp4"), LOOP_SECONDS, seconds);
            SourceBenchmark benchmark = new SourceBenchmark(film);
            server.createContext("/", benchmark::answer);
            server.setExecutor(threads);
            server.start();
            String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/film.mp4";
            benchmark.row("warm", uri, 0, folder);
            benchmark.row("by range", uri, 0, folder);
            benchmark.row("fetched", uri, Long.MAX_VALUE, folder);
        } finally {
            server.stop(0);
            threads.shutdown();
            Folders.delete(folder);
        }
    }

    private void row(String name, String uri, long most, Path folder) throws Exception {
        MediaSourceOpener sources =
                FetchedSources.of(
                        MediaSources.of(
                                SourcePolicy.DEFAULT.withPrivateHosts(true),
                                (any, policy) -> {
                                    throw new IOException(any);
                                }),
                        new FetchOptions(folder.toString(), most, 1L << 32));
        requests.set(0);
        bytes.set(0);
        long start = System.nanoTime();
        KeyFrameIndex keys = keys(sources, uri);
        indexed(sources, uri);
        copied(sources, uri, keys);
        System.out.printf(
                Locale.ROOT,
                "RESULT %-9s %.1f MB: %d requests, %.1f MB, %.2f s%n",
                name,
                Files.size(film) / 1e6,
                requests.get(),
                bytes.get() / 1e6,
                (System.nanoTime() - start) / 1e9);
    }

    private static KeyFrameIndex keys(MediaSourceOpener sources, String uri) throws Exception {
        try (MediaSource source = sources.open(uri);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            return reader.keyFrames();
        }
    }

    private static void indexed(MediaSourceOpener sources, String uri) throws Exception {
        FrameShape shape = new FrameShape(224, 224, FrameShape.Fit.STRETCH, 0);
        PictureSampling pictures = PictureSampling.of("model", Sampling.keyFrames(0), shape);
        ReadRequest all =
                new ReadRequest(0, Long.MAX_VALUE, -1, List.of(pictures), JpegSampling.NONE);
        try (MediaSource source = sources.open(uri);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            reader.read(all, frame -> {});
        }
    }

    private static void copied(MediaSourceOpener sources, String uri, KeyFrameIndex keys)
            throws Exception {
        long lastUs = keys.timesUs()[keys.timesUs().length - 1];
        try (MediaSource source = sources.open(uri);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            for (int i = 0; i * SEGMENT_US <= lastUs; i++) {
                long endUs = (i + 1) * SEGMENT_US > lastUs ? Long.MAX_VALUE : (i + 1) * SEGMENT_US;
                reader.segment(
                        new SegmentRequest(i, i * SEGMENT_US, endUs, -1),
                        (track, head, piece, length) -> {});
            }
        }
    }

    /** As stores do: all, or what a range asks for, with an etag. */
    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange;
                RandomAccessFile file = new RandomAccessFile(film.toFile(), "r")) {
            Thread.sleep(LATE_MS);
            String range = exchange.getRequestHeaders().getFirst("Range");
            long size = file.length();
            long from = 0;
            long end = size;
            if (range != null) {
                String[] ends = range.substring("bytes=".length()).split("-", -1);
                from = Long.parseLong(ends[0]);
                end = ends[1].isEmpty() ? size : Math.min(size, Long.parseLong(ends[1]) + 1);
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + size);
            }
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.sendResponseHeaders(range == null ? 200 : 206, end - from);
            send(file, from, end, exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(RandomAccessFile file, long from, long end, OutputStream out)
            throws IOException {
        byte[] chunk = new byte[64 << 10];
        file.seek(from);
        for (long at = from; at < end; ) {
            int got = file.read(chunk, 0, (int) Math.min(chunk.length, end - at));
            out.write(chunk, 0, got);
            bytes.addAndGet(got);
            at += got;
        }
    }
}
