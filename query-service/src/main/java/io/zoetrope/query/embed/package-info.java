/** Queries become vectors here, by the models that made those in the index. */
package io.zoetrope.query.embed;
