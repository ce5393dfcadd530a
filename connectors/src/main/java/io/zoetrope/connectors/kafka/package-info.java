/** Kafka: arrivals in; statuses and dead letters out. */
package io.zoetrope.connectors.kafka;
