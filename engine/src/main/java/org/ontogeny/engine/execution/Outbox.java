package org.ontogeny.engine.execution;

import org.ontogeny.engine.network.GroupId;

/** Where a group puts what it sends. Messages between two groups must arrive in order. */
public interface Outbox {

  /** To another group. */
  void send(GroupId to, Message message);

  /** To the conductor. */
  void report(Report report);
}
