/** Bodies of answers that are files or parts of them: ranges, entity tags, copying. */
package io.zoetrope.query.http.content;
