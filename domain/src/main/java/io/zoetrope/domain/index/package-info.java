/**
 * What the search indexes hold: their names, the fields of their documents and their mappings. Who
 * writes documents and who reads them go by the same.
 */
package io.zoetrope.domain.index;
