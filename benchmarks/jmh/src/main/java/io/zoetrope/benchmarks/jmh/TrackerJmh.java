package io.zoetrope.benchmarks.jmh;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.follow.TrackedFrame;
import io.zoetrope.operators.track.follow.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Frames a second that one thread follows objects through; arguments are JMH's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class TrackerJmh {
    private static final int FRAMES = 500;
    private static final long FRAME_US = 40_000;

    @Param({"10", "100"})
    public int objects;

    private final List<List<Detection>> seen = new ArrayList<>();
    private Tracker tracker;
    private int frame;

    @Setup(Level.Trial)
    public void walk() {
        tracker = new Tracker(TrackOptions.of(16 / 9.));
        for (int at = 0; at < FRAMES; at++) {
            List<Detection> detections = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                boolean isMissed = (at * 7 + i * 3) % 10 == 0;
                if (!isMissed) {
                    detections.add(walker(at, i));
                }
            }
            seen.add(detections);
        }
    }

    /** Walks there and back, so that the frames can be gone through again and again. */
    private static Detection walker(int at, int i) {
        double way = Math.sin(2 * Math.PI * at / FRAMES + i);
        float left = (float) (.5 + .45 * way);
        float top = (float) (.1 + .7 * (i * .618 % 1));
        Box box = new Box(left, top, left + .04f, top + .18f);
        return new Detection("person", .9f, box, new Vector(null));
    }

    @Benchmark
    public TrackedFrame track() {
        frame++;
        return tracker.update(frame * FRAME_US, seen.get(frame % FRAMES));
    }

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(args))
                                .include(TrackerJmh.class.getSimpleName())
                                .build())
                .run();
    }
}
