/**
 * The HTTP API and the web page: finds moments again, lists videos and their live status, plays
 * sources. It decodes no video that is indexed, only a short one that somebody searches by, and
 * never writes an index: what changes anything is an event on Kafka.
 *
 * <p>Times are milliseconds here, at the edge; JSON is snake_case; a request belongs to one tenant.
 *
 * <p>One package to a room; a room uses those before it only, in the order in which {@code
 * RoomsTest} has them, which keeps it so: from {@code combine} and {@code refine}, which know
 * neither HTTP nor JSON, over {@code http}, {@code searchers}, {@code media} and {@code search} to
 * {@code videos}, {@code labels}, {@code events}, {@code generate}, {@code graphql}, {@code admin}
 * and {@code protocols}. This package wires them.
 */
package io.zoetrope.query;
