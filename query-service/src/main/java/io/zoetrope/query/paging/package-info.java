/** Where the next page starts. */
package io.zoetrope.query.paging;
