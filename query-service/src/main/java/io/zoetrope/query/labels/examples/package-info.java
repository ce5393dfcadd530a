/** What a label can be said of, objects and moments, and what looks like one of them. */
package io.zoetrope.query.labels.examples;
