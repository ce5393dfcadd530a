package io.zoetrope.connectors.opensearch;

/** What {@code WriteIndexFactory}'s operator counts, per subtask. */
public enum OpenSearchMetric {
    /** Bulk requests sent, retries included. */
    BULKS("opensearchBulks"),
    /** Bytes of these requests. */
    BULK_BYTES("opensearchBulkBytes"),
    /** Documents acknowledged. */
    INDEXED("opensearchIndexed"),
    /** Documents sent again after 429, 5xx or no answer. */
    RETRIED("opensearchRetried"),
    /** Documents refused for good; each is a dead letter. */
    REJECTED("opensearchRejected"),
    /** Documents passed over, because a later life or status of their video stands there. */
    SUPERSEDED("opensearchSuperseded"),
    /** Refreshes before last statuses and removals. */
    REFRESHES("opensearchRefreshes"),
    /** Videos removed. */
    REMOVED("opensearchRemoved"),
    /** Findings deleted that an earlier life or attempt of their video left. */
    SWEPT("opensearchSwept"),
    /** Videos reported ready or partial. */
    SEARCHABLE("opensearchSearchable"),
    /** Milliseconds from when their moments are found until it is reported, summed over them. */
    SEARCHABLE_DELAY_MS("opensearchSearchableDelayMs");

    /** A gauge: 1 while OpenSearch does not answer and the stream is held, else 0. */
    public static final String BREAKER_OPEN = "opensearchBreakerOpen";

    private final String metricName;

    OpenSearchMetric(String metricName) {
        this.metricName = metricName;
    }

    /** Name in Flink's metric group of the sink. */
    public String metricName() {
        return metricName;
    }
}
