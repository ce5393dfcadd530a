/**
 * Has analysers look at the pictures of a segment and listen to its sound, and gathers what they
 * say.
 */
package io.zoetrope.operators.observe.run;
