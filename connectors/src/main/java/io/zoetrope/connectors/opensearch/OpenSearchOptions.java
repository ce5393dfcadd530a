package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.store.ShownUri;
import java.io.Serializable;
import java.util.List;

/**
 * Which OpenSearch, and how.
 *
 * @param hosts uris such as {@code https://search-1:9200}; requests go round over them
 * @param username empty for no authentication
 * @param caCertificate file with PEM certificates to trust, or empty for the JVM's own
 * @param index how new indexes are made
 * @param bulk how much is sent at once
 * @param tombstones what stays of removed videos, and how long
 */
public record OpenSearchOptions(
        List<String> hosts,
        String username,
        String password,
        String caCertificate,
        VectorIndexOptions index,
        BulkOptions bulk,
        TombstoneOptions tombstones)
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
                List.of(hosts),
                "",
                "",
                "",
                VectorIndexOptions.DEFAULT,
                BulkOptions.DEFAULT,
                TombstoneOptions.DEFAULT);
    }

    public OpenSearchOptions withLogin(String newUsername, String newPassword) {
        return new OpenSearchOptions(
                hosts, newUsername, newPassword, caCertificate, index, bulk, tombstones);
    }

    public OpenSearchOptions withCaCertificate(String pemFile) {
        return new OpenSearchOptions(hosts, username, password, pemFile, index, bulk, tombstones);
    }

    public OpenSearchOptions withIndex(VectorIndexOptions newIndex) {
        return new OpenSearchOptions(
                hosts, username, password, caCertificate, newIndex, bulk, tombstones);
    }

    public OpenSearchOptions withBulk(BulkOptions newBulk) {
        return new OpenSearchOptions(
                hosts, username, password, caCertificate, index, newBulk, tombstones);
    }

    public OpenSearchOptions withTombstones(TombstoneOptions newTombstones) {
        return new OpenSearchOptions(
                hosts, username, password, caCertificate, index, bulk, newTombstones);
    }

    /** Without a password: options are logged. */
    @Override
    public String toString() {
        return "OpenSearchOptions[hosts=%s, username=%s, index=%s, bulk=%s]"
                .formatted(hosts.stream().map(ShownUri::ofServer).toList(), username, index, bulk);
    }
}
