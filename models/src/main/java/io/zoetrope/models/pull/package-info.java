/**
 * Fetching the files of a package: resumed where it broke off, compared with the manifest before a
 * file gets its name.
 */
package io.zoetrope.models.pull;
