/**
 * How groups walk through phases together. Groups are plain objects that take messages and send
 * messages; an executor carries the messages, in one thread here, between actors elsewhere. What is
 * computed does not depend on the order in which messages of different senders arrive.
 */
package org.ontogeny.engine.execution;
