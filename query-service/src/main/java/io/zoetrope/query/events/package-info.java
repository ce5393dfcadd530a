/** Ingestion as it happens: from Kafka to browsers. */
package io.zoetrope.query.events;
