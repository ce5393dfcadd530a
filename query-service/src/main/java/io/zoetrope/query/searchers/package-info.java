/** What looks for moments, each in one source. */
package io.zoetrope.query.searchers;
