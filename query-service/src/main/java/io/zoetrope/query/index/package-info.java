/** How OpenSearch is asked. What is asked stands with those who ask. */
package io.zoetrope.query.index;
