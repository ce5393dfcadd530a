/**
 * How well things are found, against material of known truth. {@link
 * io.zoetrope.benchmarks.accuracy.AccuracyReport} runs them all.
 */
package io.zoetrope.benchmarks.accuracy;
