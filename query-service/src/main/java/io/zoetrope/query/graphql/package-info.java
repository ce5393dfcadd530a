/** The same videos and searches as a graph: {@code POST /graphql}. */
package io.zoetrope.query.graphql;
