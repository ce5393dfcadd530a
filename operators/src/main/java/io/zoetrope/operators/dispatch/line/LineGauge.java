package io.zoetrope.operators.dispatch.line;

/** What {@link DispatchSegments} shows of the line, as of the last second. */
public enum LineGauge {
    /** Videos of which nothing was sent yet. */
    WAITING_VIDEOS("waitingVideos"),
    /** Videos in the line: those that wait and those that are worked on. */
    VIDEOS("videosInLine"),
    /** What was not sent yet, in milliseconds of 1080p video. */
    WAITING_COST("waitingCostMillis"),
    /** Segments on the way to and in decoding slots. */
    ON_THE_WAY("segmentsOnTheWay"),
    /** How long the first of the waiting videos has waited. */
    OLDEST("oldestWaitingMillis"),
    /** Tenants that have videos in the line. */
    TENANTS("tenantsInLine"),
    /** Stores that are left alone because they do not answer. */
    OPEN_BREAKERS("openBreakers");

    /** In the group {@code tenant}: segments of it on the way; the first tenants only. */
    public static final String TENANT_ON_THE_WAY = "tenantSegmentsOnTheWay";

    /** In the group {@code tenant}: what was not sent yet, in milliseconds of 1080p video. */
    public static final String TENANT_WAITING_COST = "tenantWaitingCostMillis";

    /** In the group {@code store}: 1 while it is left alone; the first stores that failed only. */
    public static final String STORE_OPEN = "breakerOpen";

    private final String metricName;

    LineGauge(String metricName) {
        this.metricName = metricName;
    }

    /** Name in Flink's metric system, below the operator's scope. */
    public String metricName() {
        return metricName;
    }
}
