package io.zoetrope.benchmarks;

import io.zoetrope.jobs.SamplingMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A film of four hours, cheap to decode, from arrival to searchable; the resident memory of this
 * process (job, broker, models) and that of the decoders' processes together are read every second.
 * Every five seconds the heap is collected and what lives in it is read: the resident size alone
 * does not tell garbage from growth. Linux only.
 *
 * <p>Arguments: hours (4).
 */
public final class LongVideoBenchmark {
    private static final int CLIP_SECONDS = 20;

    private LongVideoBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = (args.length > 0 ? Integer.parseInt(args[0]) : 4) * 3600;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        List<Long> resident = Collections.synchronizedList(new ArrayList<>());
        List<Long> decoders = Collections.synchronizedList(new ArrayList<>());
        List<Long> live = Collections.synchronizedList(new ArrayList<>());
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.INTERVAL)) {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 320, 180, 10, CLIP_SECONDS);
            Path film = Films.film(clip, folder.resolve("film.mp4"), CLIP_SECONDS, seconds);
            rig.index(List.of(clip));
            clock.scheduleAtFixedRate(() -> resident.add(residentMb()), 0, 1, TimeUnit.SECONDS);
            clock.scheduleAtFixedRate(() -> decoders.add(decodersMb()), 0, 1, TimeUnit.SECONDS);
            clock.scheduleAtFixedRate(() -> live.add(liveHeapMb()), 0, 5, TimeUnit.SECONDS);
            double took = rig.index(List.of(film));
            clock.shutdownNow();
            System.out.printf(
                    Locale.ROOT,
                    "RESULT %d h of 180p10 in %.0f s (%.0f x real time); resident MB: start %d, peaks of the four quarters %s; decoders: start %d, peaks %s; live heap MB: start %d, peaks %s%n",
                    seconds / 3600,
                    took,
                    seconds / took,
                    resident.get(0),
                    quarters(resident),
                    decoders.get(0),
                    quarters(decoders),
                    live.get(0),
                    quarters(live));
        } finally {
            clock.shutdownNow();
            Folders.delete(folder);
        }
    }

    private static List<Long> quarters(List<Long> resident) {
        List<Long> peaks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int from = resident.size() * i / 4;
            int to = Math.max(from + 1, resident.size() * (i + 1) / 4);
            peaks.add(Collections.max(resident.subList(from, to)));
        }
        return peaks;
    }

    private static long liveHeapMb() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static long decodersMb() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> Path.of("/proc", Long.toString(child.pid())))
                .filter(child -> !text(child.resolve("cmdline")).contains("opensearch"))
                .mapToLong(LongVideoBenchmark::residentMb)
                .sum();
    }

    private static long residentMb() {
        return residentMb(Path.of("/proc/self"));
    }

    private static long residentMb(Path process) {
        return text(process.resolve("status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Empty of a process that has ended. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
