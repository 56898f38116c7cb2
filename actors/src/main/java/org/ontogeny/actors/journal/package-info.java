/**
 * Where the facts of a run become durable. Developmental events go to one file in their canonical
 * form, without any wall clock; operational facts go to another, with times and numbers of their
 * own. Whoever has a fact never waits for the disk; an actor writes behind.
 */
package org.ontogeny.actors.journal;
