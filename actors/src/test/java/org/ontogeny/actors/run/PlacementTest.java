package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.pekko.actor.ActorPath;
import org.junit.jupiter.api.Test;
import org.ontogeny.actors.Nursery;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;

class PlacementTest {

  private final Network network = new Nursery(1, 2, 1).network();

  @Test
  void oneActorAGroup() {
    List<String> names =
        Placement.ONE_PER_GROUP.hosts(network).stream().map(Placement.Host::name).toList();
    assertEquals(
        List.of(
            "visible:0-16",
            "h1:0-4",
            "h1:4-8",
            "h2:0-6",
            "visible-h1:0-4",
            "visible-h1:4-8",
            "h1-h2:0-6"),
        names);
  }

  @Test
  void oneActorForAll() {
    List<Placement.Host> hosts = Placement.WHOLE.hosts(network);
    assertEquals(1, hosts.size());
    assertEquals(7, hosts.get(0).groups().size());
  }

  @Test
  void anyNameOfAPopulationMakesANameOfAnActor() {
    Network odd = new Network(List.of(new Population("größe/ 1$", 4, 1, true, 0)), List.of());
    ActorPath.validatePathElement(Placement.ONE_PER_GROUP.hosts(odd).get(0).name());
  }

  @Test
  void everyGroupIsPlacedOnce() {
    List<GroupId> all = Placement.WHOLE.hosts(network).get(0).groups();
    assertRefused(List.of(all.subList(1, 7)), "no host for [visible[0:16]]");
    assertRefused(List.of(all, all.subList(0, 1)), "visible[0:16], which is placed already");
    assertRefused(List.of(all, List.of(new GroupId("h3", 0, 1))), "h3[0:1]");
    assertRefused(List.of(all, List.of()), "without groups");
  }

  private void assertRefused(List<List<GroupId>> hosts, String why) {
    Placement placement = Placement.of(hosts);
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> placement.hosts(network));
    assertTrue(thrown.getMessage().contains(why), thrown.getMessage());
  }
}
