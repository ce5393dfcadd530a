package io.zoetrope.connectors.opensearch;

/** What {@link WriteIndexFactory}'s operator counts, per subtask. */
public enum OpenSearchMetric {
    /** Bulk requests sent, retries included. */
    BULKS("opensearch_bulks"),
    /** Bytes of these requests. */
    BULK_BYTES("opensearch_bulk_bytes"),
    /** Documents acknowledged. */
    INDEXED("opensearch_indexed"),
    /** Documents sent again after 429, 5xx or no answer. */
    RETRIED("opensearch_retried"),
    /** Documents refused for good; each is a dead letter. */
    REJECTED("opensearch_rejected"),
    /** Documents passed over, because a later life or status of their video stands there. */
    SUPERSEDED("opensearch_superseded"),
    /** Refreshes before last statuses and removals. */
    REFRESHES("opensearch_refreshes"),
    /** Videos removed. */
    REMOVED("opensearch_removed"),
    /** Findings deleted that an earlier life or attempt of their video left. */
    SWEPT("opensearch_swept"),
    /** Videos reported ready or partial. */
    SEARCHABLE("opensearch_searchable"),
    /** Milliseconds from when their moments are found until it is reported, summed over them. */
    SEARCHABLE_DELAY_MS("opensearch_searchable_delay_ms");

    /** A gauge: 1 while OpenSearch does not answer and the stream is held, else 0. */
    public static final String BREAKER_OPEN = "opensearch_breaker_open";

    private final String metricName;

    OpenSearchMetric(String metricName) {
        this.metricName = metricName;
    }

    /** Name in Flink's metric group of the sink. */
    public String metricName() {
        return metricName;
    }
}
