package io.zoetrope.connectors.opensearch;

/**
 * A document that OpenSearch does not take.
 *
 * @param detail its own words
 */
record Rejection(IndexDocument document, String detail) {}
