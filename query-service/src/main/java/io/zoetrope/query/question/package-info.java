/** What a search may ask, checked before anything is looked up. */
package io.zoetrope.query.question;
