/** Where bytes lie: files that are read at random, and folders of files that are written whole. */
package io.zoetrope.domain.store;
