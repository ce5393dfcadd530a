/** The search indexes: how they are made, and the sink that fills them. */
package io.zoetrope.connectors.opensearch;
