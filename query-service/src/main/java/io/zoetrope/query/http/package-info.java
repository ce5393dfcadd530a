/** The web server, and what requests and answers have in common: bodies, ranges, errors, JSON. */
package io.zoetrope.query.http;
