package org.ontogeny.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.Update.How;

/** Which networks can learn by error, and in which order they do. */
class GradientNetworkTest {

  private static final Population IN = new Population("in", 4, 1, true, 0);
  private static final Population A = of("a", Dynamics.RELU, 1);
  private static final Population B = of("b", Dynamics.HARD_TANH, 3);
  private static final Population OUT = of("out", Dynamics.SOFTMAX, 1);

  private static Population of(String name, Dynamics dynamics, int iterations) {
    return new Population(name, 3, 1, false, 0, dynamics, iterations);
  }

  private static Projection join(Population pre, Population post) {
    return new Projection(pre.name() + "-" + post.name(), pre, post, Projection.FULL);
  }

  private static void assertRefused(String why, List<Population> populations, Projection... p) {
    Network network = new Network(populations, List.of(p));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new GradientNetwork(network))
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void activityFlowsForwardAndTheErrorBackFromTheLastIterationToTheFirst() {
    Network network =
        new Network(List.of(IN, B, OUT), List.of(join(IN, B), join(B, B), join(B, OUT)));
    Ensemble examples = new Ensemble("examples", 1, 5, 1, false);
    Learning learning = new Learning(1, 0, Momentum.Mode.CLASSIC, 0, 0);
    List<String> updates =
        new GradientNetwork(network)
            .learn(examples, learning).ticks().stream()
                .flatMap(tick -> tick.updates().stream())
                .map(u -> u.population().name() + " " + u.how() + " " + u.iteration())
                .toList();
    assertEquals(
        List.of(
            "in CLAMP 0",
            "b ANSWER 0",
            "b ANSWER 1",
            "b ANSWER 2",
            "out ANSWER 0",
            "out TARGET 0",
            "b ERROR 2",
            "b ERROR 1",
            "b ERROR 0"),
        updates);
  }

  @Test
  void theErrorOfAPopulationComesFromAllThatItDrives() {
    Network network =
        new Network(
            List.of(IN, A, B, OUT),
            List.of(join(IN, A), join(A, B), join(B, B), join(A, OUT), join(B, OUT)));
    Ensemble examples = new Ensemble("examples", 1, 5, 1, false);
    Learning learning = new Learning(1, 0, Momentum.Mode.CLASSIC, 0, 0);
    Update error =
        new GradientNetwork(network)
            .learn(examples, learning).ticks().stream()
                .flatMap(tick -> tick.updates().stream())
                .filter(u -> u.how() == How.ERROR && u.population().equals(A))
                .findFirst()
                .orElseThrow();
    assertEquals(
        List.of("a-b 2", "a-b 1", "a-b 0", "a-out 0"),
        error.from().stream()
            .map(s -> s.projection().name() + " " + s.signal().iteration())
            .toList());
  }

  @Test
  void otherNetworksAreRefused() {
    assertRefused("cannot flow forward to a", List.of(IN, A, OUT), join(IN, OUT));
    Population b = of("b", Dynamics.RELU, 1);
    assertRefused(
        "no loop of several populations",
        List.of(IN, A, b, OUT),
        join(IN, A),
        join(A, b),
        join(b, A),
        join(b, OUT));
    assertRefused("whose states are given", List.of(IN, OUT), join(IN, OUT), join(OUT, IN));
    Population binary = of("a", Dynamics.BERNOULLI, 1);
    assertRefused(
        "no error flows through", List.of(IN, binary, OUT), join(IN, binary), join(binary, OUT));
    assertRefused("expected 2 at least", List.of(IN, B, OUT), join(IN, B), join(B, OUT));
    assertRefused(
        "expected 2 at least", List.of(IN, A, OUT), join(IN, A), join(A, A), join(A, OUT));
    assertRefused("expected softmax", List.of(IN, A), join(IN, A));
    assertRefused(
        "one population that drives no other", List.of(IN, A, OUT), join(IN, A), join(IN, OUT));
    Population loop = of("out", Dynamics.SOFTMAX, 2);
    assertRefused("joined to itself", List.of(IN, loop), join(IN, loop), join(loop, loop));
  }

  @Test
  void softmaxIsOneGroup() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Population("out", 10, 2, false, 0, Dynamics.SOFTMAX, 1))
            .getMessage();
    assertTrue(message.contains("must be 1 group, got 2"), message);
  }
}
