/**
 * Everything in one command on one machine: Kafka, OpenSearch, Flink, the query service and its
 * page. Holds no logic of its own. Start reading at {@link io.zoetrope.local.LocalRun}.
 */
package io.zoetrope.local;
