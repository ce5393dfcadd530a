/** How fast the query service searches, and how much it finds. */
package io.zoetrope.benchmarks.search;
