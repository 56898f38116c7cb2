/**
 * Hosts of groups: an actor that passes letters to the groups placed in it and carries what they
 * send. All computation is in the groups, which are plain objects; hosts never block and wait for
 * nothing but their next letter.
 */
package org.ontogeny.actors.group;
