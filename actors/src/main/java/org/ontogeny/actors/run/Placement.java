package org.ontogeny.actors.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/** Maps the groups of a network to the actors that host them. No result depends on it. */
public interface Placement {

  /** Each group in an actor of its own. */
  Placement ONE_PER_GROUP = network -> network.groups().stream().map(List::of).toList();

  /** The whole network in one actor. */
  Placement WHOLE = network -> List.of(network.groups());

  /** Which groups share a host; every group of the network exactly once. */
  List<List<GroupId>> share(Network network);

  /**
   * The groups of one actor.
   *
   * @param name of the actor, unique in the network
   * @param groups at least one
   */
  record Host(String name, List<GroupId> groups) {
    public Host {
      groups = List.copyOf(groups);
    }
  }

  /** These groups share hosts, as listed. */
  static Placement of(List<List<GroupId>> hosts) {
    return network -> hosts;
  }

  /**
   * The hosts of a network.
   *
   * @throws IllegalArgumentException if a group is missing or placed twice
   */
  default List<Host> hosts(Network network) {
    List<List<GroupId>> shares = share(network);
    requireAll(network, shares);
    return IntStream.range(0, shares.size())
        .mapToObj(k -> new Host(name(k, shares.get(k)), shares.get(k)))
        .toList();
  }

  private static void requireAll(Network network, List<List<GroupId>> shares) {
    Set<GroupId> missing = new HashSet<>(network.groups());
    for (List<GroupId> share : shares) {
      if (share.isEmpty()) {
        throw new IllegalArgumentException("a placement has a host without groups");
      }
      for (GroupId group : share) {
        if (!missing.remove(group)) {
          throw new IllegalArgumentException(
              "a placement has %s, which is placed already or not in the network".formatted(group));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("a placement has no host for " + missing);
    }
  }

  private static String name(int number, List<GroupId> groups) {
    if (groups.size() > 1) {
      return "host:" + number;
    }
    GroupId group = groups.get(0);
    String owner = URLEncoder.encode(group.owner(), StandardCharsets.UTF_8);
    return "%s:%d-%d".formatted(owner, group.from(), group.to());
  }
}
