/** What the service counts: one enum. */
package io.zoetrope.query.metrics;
