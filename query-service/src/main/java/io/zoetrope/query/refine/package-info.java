/** What becomes of a list of results before it is shown. Pure: records in, records out. */
package io.zoetrope.query.refine;
