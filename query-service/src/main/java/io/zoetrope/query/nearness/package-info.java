/** How near vectors are to each other, what that says, and where they lie. */
package io.zoetrope.query.nearness;
