package io.zoetrope.connectors.opensearch;

/** What {@link OpenSearchSink} counts, per subtask, beside Flink's own numRecordsSend. */
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
    /** Refreshes before last statuses and removals. */
    REFRESHES("opensearch_refreshes"),
    /** Videos removed. */
    REMOVED("opensearch_removed");

    private final String metricName;

    OpenSearchMetric(String metricName) {
        this.metricName = metricName;
    }

    /** Name in Flink's metric group of the sink. */
    public String metricName() {
        return metricName;
    }
}
