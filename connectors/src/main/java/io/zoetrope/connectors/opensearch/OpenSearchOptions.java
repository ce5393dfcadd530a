package io.zoetrope.connectors.opensearch;

import java.io.Serializable;
import java.util.List;

/**
 * Which OpenSearch, and how.
 *
 * @param hosts uris such as {@code https://search-1:9200}; requests go round over them
 * @param username empty for no authentication
 * @param caCertificate file with PEM certificates to trust, or empty for the JVM's own
 * @param index how new indexes are made
 * @param bulk how much is sent at once, and how long is tried
 */
public record OpenSearchOptions(
        List<String> hosts,
        String username,
        String password,
        String caCertificate,
        VectorIndexOptions index,
        BulkOptions bulk)
        implements Serializable {

    public OpenSearchOptions {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("at least one OpenSearch host is needed");
        }
    }

    /** No authentication, default indexes and bulks. */
    public static OpenSearchOptions of(String... hosts) {
        return new OpenSearchOptions(
                List.of(hosts), "", "", "", VectorIndexOptions.DEFAULT, BulkOptions.DEFAULT);
    }

    public OpenSearchOptions withLogin(String newUsername, String newPassword) {
        return new OpenSearchOptions(hosts, newUsername, newPassword, caCertificate, index, bulk);
    }

    public OpenSearchOptions withCaCertificate(String pemFile) {
        return new OpenSearchOptions(hosts, username, password, pemFile, index, bulk);
    }

    public OpenSearchOptions withIndex(VectorIndexOptions newIndex) {
        return new OpenSearchOptions(hosts, username, password, caCertificate, newIndex, bulk);
    }

    public OpenSearchOptions withBulk(BulkOptions newBulk) {
        return new OpenSearchOptions(hosts, username, password, caCertificate, index, newBulk);
    }

    /** Without the password: options are logged. */
    @Override
    public String toString() {
        return "OpenSearchOptions[hosts=%s, username=%s, index=%s, bulk=%s]"
                .formatted(hosts, username, index, bulk);
    }
}
