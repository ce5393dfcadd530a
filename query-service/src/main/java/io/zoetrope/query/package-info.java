/**
 * The HTTP API and the web page: finds moments again, lists videos and their live status, plays
 * sources. It never decodes a video and never writes an index: what changes anything is an event on
 * Kafka.
 *
 * <p>Times are milliseconds here, at the edge; JSON is snake_case; a request belongs to one tenant.
 */
package io.zoetrope.query;
