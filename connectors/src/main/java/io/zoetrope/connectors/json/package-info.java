/** The JSON of the topics and indexes, in one place so that both say the same. */
package io.zoetrope.connectors.json;
