/**
 * What goes over Kafka's topics: the fields of those that others write, and the messages of the
 * job's own.
 */
package io.zoetrope.domain.message;
