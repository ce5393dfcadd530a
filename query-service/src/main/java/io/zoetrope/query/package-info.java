/**
 * The HTTP API and the web page: finds moments again, lists videos and their live status, plays
 * sources. It decodes no video that is indexed, only a short one that somebody searches by, and
 * never writes an index: what changes anything is an event on Kafka.
 *
 * <p>Times are milliseconds here, at the edge; JSON is snake_case; a request belongs to one tenant.
 *
 * <p>One package to a room; a room uses those before it only: combine, refine, options, metrics,
 * http, access, question, embed, index, paging, searchers, media, search, videos, events, graphql,
 * admin. This package wires them. {@code combine} and {@code refine} know neither HTTP nor JSON.
 * {@code RoomsTest} keeps it so.
 */
package io.zoetrope.query;
