/** What several clauses found becomes one list. Pure: records in, records out; no HTTP, no JSON. */
package io.zoetrope.query.combine;
