/** The route of answers: what is asked, and the stream of server-sent events. */
package io.zoetrope.query.generate.api;
