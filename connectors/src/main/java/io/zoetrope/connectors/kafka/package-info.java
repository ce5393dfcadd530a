/** Kafka: arrivals in; statuses and dead letters out; and the job's word to itself. */
package io.zoetrope.connectors.kafka;
