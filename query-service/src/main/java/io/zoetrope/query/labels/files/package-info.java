/** Labels as files that people take from one installation to another. */
package io.zoetrope.query.labels.files;
