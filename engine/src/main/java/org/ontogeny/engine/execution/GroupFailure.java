package org.ontogeny.engine.execution;

import org.ontogeny.engine.network.GroupId;

/** A group failed, or waits in vain. The message is meant for the user. */
public final class GroupFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient GroupId group;

  /**
   * A failure.
   *
   * @param group at fault; null if none failed by itself
   * @param cause null where nothing was thrown
   */
  public GroupFailure(GroupId group, String message, Throwable cause) {
    super(message, cause);
    this.group = group;
  }

  /** The failure of a group that threw: who, at which step, why. */
  public static GroupFailure of(Group group, Throwable cause) {
    String message = "group %s failed at %s: %s".formatted(group.id(), group.position(), cause);
    return new GroupFailure(group.id(), message, cause);
  }

  /** The group at fault; null if none failed by itself. */
  public GroupId group() {
    return group;
  }
}
