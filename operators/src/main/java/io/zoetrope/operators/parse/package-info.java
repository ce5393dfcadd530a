/** From messages to arrivals: CloudEvents, bare data objects, bucket notifications. */
package io.zoetrope.operators.parse;
