package io.zoetrope.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Repeats what is to be measured until the virtual machines' compilers are nearly done with it,
 * those of decoders and of the OpenSearch node too, which take longest: a job runs for weeks, and
 * what its first minutes cost is not asked. All that they take is counted as the job's, and little
 * of it for what the job is compared with: a fifth of a processor was a tenth of a machine of two,
 * and half of what the job itself used. A twentieth is lost in the noise.
 */
public final class WarmUp {
    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 14;

    /** Share of one processor that compilers may still take. */
    private static final double QUIET = .05;

    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();

    /** What is to be measured. */
    public interface Round {
        /**
         * @param number from 0 on
         */
        void run(int number) throws Exception;
    }

    private WarmUp() {}

    /**
     * @param what it is called in what is printed
     */
    public static void with(String what, Round round) throws Exception {
        with(what, MOST_ROUNDS, round);
    }

    /**
     * @param most rounds, however much is compiled in the last of them
     */
    static void with(String what, int most, Round round) throws Exception {
        double share = 1;
        for (int i = 0; i < most && (i < LEAST_ROUNDS || share >= QUIET); i++) {
            long compiledMs = COMPILERS.getTotalCompilationTime();
            double ofOthers = ThreadTimes.compilerSecondsOfChildren();
            long begin = System.nanoTime();
            round.run(i);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double own = (COMPILERS.getTotalCompilationTime() - compiledMs) / 1e3;
            // Of a process that ended meanwhile nothing is known any more.
            double others = Math.max(0, ThreadTimes.compilerSecondsOfChildren() - ofOthers);
            share = (own + others) / seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%s, warm round %d: %.1f s, compilers %.2f of it%n",
                    what,
                    i + 1,
                    seconds,
                    share);
        }
    }
}
