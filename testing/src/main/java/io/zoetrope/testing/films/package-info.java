/** Films edited by a machine out of real footage, so that where their shots begin is known. */
package io.zoetrope.testing.films;
