/** Whose request it is, and what they may do. */
package io.zoetrope.query.access;
