/**
 * The connection to OpenSearch, its options, and what an answer of it means. {@code setup} makes
 * the indexes before a job starts, {@code write} writes, sweeps and removes what was found.
 */
package io.zoetrope.connectors.opensearch;
