/** What the service says of itself. */
package io.zoetrope.query.admin;
