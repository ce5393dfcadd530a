/** What an answer may rest on: scenes that a search finds, what is known of them, and captions. */
package io.zoetrope.query.generate.evidence;
