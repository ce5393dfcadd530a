/** What the service is told: every option once, read and typed. */
package io.zoetrope.query.options;
