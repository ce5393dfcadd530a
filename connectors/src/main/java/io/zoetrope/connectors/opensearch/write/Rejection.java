package io.zoetrope.connectors.opensearch.write;

/**
 * A document that OpenSearch does not take.
 *
 * @param detail its own words
 */
record Rejection(IndexDocument document, String detail) {}
