package org.ontogeny.engine.execution;

import java.util.Map;
import org.ontogeny.engine.network.GroupId;

/**
 * Lets the groups of a network walk through phases and answer requests. Between two calls no
 * message is in flight: a fence. The sequential executor and the actors must not differ in any bit
 * of what they compute.
 */
public interface Executor extends AutoCloseable {

  /**
   * Runs the phases of a program in order and returns at the fence behind them.
   *
   * @throws GroupFailure if a group fails or waits for a message that does not come
   */
  void run(Program program);

  /**
   * Asks groups at a fence.
   *
   * @return replies in the order of the requests
   * @throws GroupFailure if a group fails
   */
  Map<GroupId, Reply> ask(Map<GroupId, Request> requests);

  @Override
  void close();
}
