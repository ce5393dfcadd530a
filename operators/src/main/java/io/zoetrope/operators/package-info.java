/**
 * What happens to a video on its way to searchable moments: Flink functions, named by verbs, around
 * plain cores, named by nouns. Each step has a package of its own, in the order of the path: parse,
 * probe, admit, plan, decode, observe, compose.
 */
package io.zoetrope.operators;
