/** Whose request it is. */
package io.zoetrope.query.access;
