/** Answers from what is indexed; each sentence says where it is from. */
package io.zoetrope.query.generate;
