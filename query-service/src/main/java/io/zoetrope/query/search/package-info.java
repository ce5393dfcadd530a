/** A search from request to answer. */
package io.zoetrope.query.search;
