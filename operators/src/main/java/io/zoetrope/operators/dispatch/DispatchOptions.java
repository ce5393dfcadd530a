package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Settings of {@code DispatchSegments}.
 *
 * @param slots subtasks that decode
 * @param perSlot most segments on the way to and in one of them
 * @param window most segments that a video may be ahead of its oldest one that is not done
 * @param leaseMs how long nothing is heard of a segment before it is sent again, milliseconds while
 *     the job runs; twice as long after each time
 * @param giveUpMs how long a video waits for a store that is down, milliseconds
 * @param weights of tenants; 1 for one that is not named
 * @param tenantCap most segments of one tenant on the way
 * @param tellEveryMs least time between two words about a video's place in the line
 * @param analysers names of those that the job has; empty if that is not known
 */
public record DispatchOptions(
        PlanOptions plan,
        int slots,
        int perSlot,
        int window,
        long leaseMs,
        long giveUpMs,
        Map<String, Double> weights,
        int tenantCap,
        long tellEveryMs,
        List<String> analysers)
        implements Serializable {
    private static final long DAY_MS = 86_400_000;

    public DispatchOptions {
        if (slots < 1 || perSlot < 1 || window < 1 || tenantCap < 1 || leaseMs < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "slots, segments per slot, window, tenant's cap and lease must be positive, but are %d, %d, %d, %d and %d ms",
                            slots,
                            perSlot,
                            window,
                            tenantCap,
                            leaseMs));
        }
        weights.forEach(DispatchOptions::checkWeight);
        weights = new HashMap<>(weights);
        analysers = List.copyOf(analysers);
    }

    /** One share for every tenant, no cap on any. */
    public static DispatchOptions of(PlanOptions plan, int slots, int perSlot) {
        return new DispatchOptions(
                plan,
                slots,
                perSlot,
                32,
                600_000,
                DAY_MS,
                Map.of(),
                Integer.MAX_VALUE,
                5_000,
                List.of());
    }

    public DispatchOptions withPlan(PlanOptions other) {
        return new DispatchOptions(
                other,
                slots,
                perSlot,
                window,
                leaseMs,
                giveUpMs,
                weights,
                tenantCap,
                tellEveryMs,
                analysers);
    }

    public DispatchOptions withWindow(int segments) {
        return new DispatchOptions(
                plan,
                slots,
                perSlot,
                segments,
                leaseMs,
                giveUpMs,
                weights,
                tenantCap,
                tellEveryMs,
                analysers);
    }

    public DispatchOptions withLease(long ms) {
        return new DispatchOptions(
                plan,
                slots,
                perSlot,
                window,
                ms,
                giveUpMs,
                weights,
                tenantCap,
                tellEveryMs,
                analysers);
    }

    public DispatchOptions givingUpAfter(long ms) {
        return new DispatchOptions(
                plan,
                slots,
                perSlot,
                window,
                leaseMs,
                ms,
                weights,
                tenantCap,
                tellEveryMs,
                analysers);
    }

    /**
     * @param cap 0 for none
     */
    public DispatchOptions withTenants(Map<String, Double> newWeights, int cap) {
        int most = cap == 0 ? Integer.MAX_VALUE : cap;
        return new DispatchOptions(
                plan,
                slots,
                perSlot,
                window,
                leaseMs,
                giveUpMs,
                newWeights,
                most,
                tellEveryMs,
                analysers);
    }

    public DispatchOptions tellingEvery(long ms) {
        return new DispatchOptions(
                plan, slots, perSlot, window, leaseMs, giveUpMs, weights, tenantCap, ms, analysers);
    }

    public DispatchOptions withAnalysers(Collection<String> names) {
        return new DispatchOptions(
                plan,
                slots,
                perSlot,
                window,
                leaseMs,
                giveUpMs,
                weights,
                tenantCap,
                tellEveryMs,
                List.copyOf(names));
    }

    /**
     * @param asked that an arrival names; empty for all
     * @throws RejectedInput {@code unknown_analyser} if the job has none of them
     */
    public void checkAnalysers(List<String> asked) throws RejectedInput {
        boolean judged = !analysers.isEmpty() && !asked.isEmpty();
        if (judged && asked.stream().noneMatch(analysers::contains)) {
            throw new RejectedInput(
                    Reason.UNKNOWN_ANALYSER,
                    "None of %s is an analyser of this job, which has %s."
                            .formatted(asked, analysers));
        }
    }

    public double weight(String tenant) {
        return weights.getOrDefault(tenant, 1.0);
    }

    private static void checkWeight(String tenant, double weight) {
        if (!(weight >= 0.001 && weight <= 1000)) {
            throw new IllegalArgumentException(
                    "the weight of tenant '%s' must be between 0.001 and 1000, but is %s"
                            .formatted(tenant, weight));
        }
    }
}
