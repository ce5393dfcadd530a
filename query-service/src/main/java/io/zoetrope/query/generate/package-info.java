/**
 * Answers from what is indexed; each sentence says where it is from. Here stands what a {@link
 * io.zoetrope.query.generate.Generator} is given and what it gives: the question, the scenes, the
 * format and the answer. {@code evidence} finds the scenes, {@code grounded} and {@code chat} put
 * them into words, {@code api} is the route.
 */
package io.zoetrope.query.generate;
