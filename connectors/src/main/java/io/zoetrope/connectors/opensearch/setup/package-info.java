/** Templates, aliases and mappings, made or compared before anything is written. */
package io.zoetrope.connectors.opensearch.setup;
