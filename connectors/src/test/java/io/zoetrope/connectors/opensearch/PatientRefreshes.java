package io.zoetrope.connectors.opensearch;

/** Writers that wait for each other as long as a loaded machine needs. */
public final class PatientRefreshes {
    private static final long PATIENCE_MS = 30_000;

    private PatientRefreshes() {}

    /** To be called before the first writer to this OpenSearch is made. */
    public static void of(String hosts) {
        JointRefreshes.of(OpenSearchOptions.of(hosts), PATIENCE_MS);
    }
}
