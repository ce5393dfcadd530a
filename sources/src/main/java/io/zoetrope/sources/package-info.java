/** The bytes of videos, wherever they lie, as far as the configuration lets them be read. */
package io.zoetrope.sources;
