/** What is found in videos, kind by kind, as it is listed and shown. */
package io.zoetrope.query.videos.findings;
