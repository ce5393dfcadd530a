/** The archive: every observed frame and every moment as Parquet, for DuckDB and Spark. */
package io.zoetrope.connectors.parquet;
