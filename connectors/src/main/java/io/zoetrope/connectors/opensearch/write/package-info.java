/**
 * Findings and statuses into OpenSearch: bulk requests by a thread of its own, versions that keep
 * the later, sweeping what a new generation has fewer of, removals.
 */
package io.zoetrope.connectors.opensearch.write;
