/** The walls between modules and packages, checked on the compiled classes. */
package org.ontogeny.dashboards.architecture;
