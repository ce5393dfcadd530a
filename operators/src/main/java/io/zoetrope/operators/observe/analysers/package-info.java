/**
 * The analysers that models stand behind. What an analyser is stands in {@code observe}; see
 * docs/analysers.md.
 */
package io.zoetrope.operators.observe.analysers;
