package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.actors.Nursery;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.backend.Backends;
import org.ontogeny.kernel.opencl.OpenClDevices;
import org.ontogeny.kernel.reference.ReferenceKernels;

/**
 * Groups whose network one actor hosts beside a device come to the same states, counts and events,
 * to the bit, as groups in actors of their own on that device.
 */
@Timeout(300)
class DevicePlacementTest {

  @BeforeEach
  void needsADevice() {
    OpenClDevices found = OpenClDevices.found();
    assumeFalse(found.devices().isEmpty(), found.absence());
  }

  private static Nursery.Outcome developed(Nursery nursery, Arrangement arrangement) {
    Kernels device = Backends.named("opencl");
    try (ActorExecutor actors =
        ActorExecutor.start(
            nursery.network(), nursery.born().groups(), Nursery.SEED, device, arrangement)) {
      return nursery.develop(actors);
    }
  }

  @Test
  void hostedTogetherOrAlone() {
    Nursery nursery = Nursery.ofPairs();
    Arrangement alone = Arrangement.of(2).withPlacement(Placement.ONE_PER_GROUP);
    Arrangement together = Arrangement.of(2, Backends.named("opencl"));
    assertEquals(1, together.placement().hosts(nursery.network()).size());
    Nursery.Outcome expected = developed(nursery, alone);
    Nursery.Outcome actual = developed(nursery, together);
    assertEquals(expected.events(), actual.events());
    assertEquals(expected.state(), actual.state());
    assertTrue(actual.events().stream().anyMatch(event -> event.contains("synapses-pruned")));
  }

  @Test
  void withoutActorsToo() {
    Nursery nursery = new Nursery(1, 1, 1);
    Kernels device = Backends.named("opencl");
    Nursery.Outcome expected;
    try (SequentialExecutor executor =
        new SequentialExecutor(
            nursery.network(),
            Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, device))) {
      expected = nursery.develop(executor);
    }
    Nursery.Outcome actual = developed(nursery, Arrangement.of(2, device));
    assertEquals(expected.events(), actual.events());
    assertEquals(expected.state(), actual.state());
  }

  @Test
  void inMainMemoryEachGroupHasAnActor() {
    Placement usual = Arrangement.of(2, new ReferenceKernels()).placement();
    Nursery nursery = Nursery.ofPairs();
    assertEquals(nursery.network().groups().size(), usual.hosts(nursery.network()).size());
  }
}
