package org.ontogeny.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;

/** The tick tables of Boltzmann machines, written out. */
class BoltzmannMachineTest {

  private static final Ensemble DATA = new Ensemble("examples", 1, 4, 1, false);
  private static final Ensemble CHAINS = new Ensemble("chains", 2, 4, 1, true);
  private static final Network DEEP = TinyNetworks.stack(1, 4, 3, 2);

  /** One line a tick: {@code population how gain*bias + gain*drive ... ; work}. */
  private static List<String> table(Phase phase) {
    List<String> lines = new ArrayList<>();
    for (Tick tick : phase.ticks()) {
      List<String> parts = new ArrayList<>();
      for (Update update : tick.updates()) {
        StringBuilder text = new StringBuilder(update.population().name() + " " + update.how());
        update.from().forEach(s -> text.append(" %s*%s".formatted(s.gain(), from(s))));
        if (update.how() != Update.How.CLAMP) {
          text.append(" bias %s %s".formatted(update.gain(), update.role()));
        }
        parts.add(text.toString());
      }
      tick.work().forEach(work -> parts.add(work.kind() + " " + work.sign()));
      lines.add(String.join("; ", parts));
    }
    return lines;
  }

  private static String from(Source source) {
    return source.projection().at(source.from()).name();
  }

  @Test
  void wakeClampsThenAlternates() {
    Phase wake = new BoltzmannMachine(DEEP).wake(DATA, 10, 0.01f);
    assertEquals(
        List.of(
            "visible CLAMP",
            "h1 MEAN 2.0*visible bias 1.0 OWN",
            "h2 MEAN 1.0*h1 bias 1.0 OWN",
            "h1 MEAN 1.0*visible 1.0*h2 bias 1.0 OWN",
            "h2 MEAN 1.0*h1 bias 1.0 OWN",
            "ACCUMULATE 1"),
        table(wake));
    assertEquals(new Loop(3, 5, 10, 0.01f), wake.loop());
  }

  @Test
  void restrictedMachinesNeedNoLoop() {
    Phase wake = new BoltzmannMachine(TinyNetworks.stack(1, 4, 3)).wake(DATA, 10, 0.01f);
    assertEquals(
        List.of("visible CLAMP", "h1 MEAN 1.0*visible bias 1.0 OWN", "ACCUMULATE 1"), table(wake));
    assertNull(wake.loop());
  }

  @Test
  void dreamSamplesOddThenEvenLevels() {
    Phase dream = new BoltzmannMachine(DEEP).dream(CHAINS, 3);
    assertEquals(
        List.of(
            "h1 SAMPLE 1.0*visible 1.0*h2 bias 1.0 OWN",
            "visible SAMPLE 1.0*h1 bias 1.0 OWN; h2 SAMPLE 1.0*h1 bias 1.0 OWN",
            "ACCUMULATE -1"),
        table(dream));
    assertEquals(new Loop(0, 2, 3, -1), dream.loop());
  }

  @Test
  void contrastLearnsOneProjection() {
    Learning learning = new Learning(1, 0, Momentum.Mode.CLASSIC, 0, 0);
    Phase contrast =
        new BoltzmannMachine(DEEP).contrast(DATA, DEEP.projection("h1-h2"), 2, learning);
    assertEquals(
        List.of(
            "visible CLAMP",
            "h1 SAMPLE 2.0*visible bias 2.0 OWN",
            "h2 MEAN 1.0*h1 bias 1.0 OWN; ACCUMULATE 1",
            "h2 SAMPLE 1.0*h1 bias 1.0 OWN",
            "h1 SAMPLE 2.0*h2 bias 2.0 LOWER",
            "h2 MEAN 1.0*h1 bias 1.0 OWN; ACCUMULATE -1",
            "LEARN 0"),
        table(contrast));
    assertEquals(new Loop(3, 5, 2, -1), contrast.loop());
    assertTrue(contrast.learns());
  }

  @Test
  void levelsAreDistancesFromTheVisiblePopulation() {
    Network diamond = TinyNetworks.diamond();
    BoltzmannMachine machine = new BoltzmannMachine(diamond);
    List<Integer> levels = diamond.populations().stream().map(machine::level).toList();
    assertEquals(List.of(0, 1, 1, 2), levels);
  }

  /** Joined levels must differ by an odd number, and every population must be reached. */
  @Test
  void otherNetworksAreRefused() {
    Population v = new Population("v", 2, 1, true, 0);
    Population a = new Population("a", 2, 1, false, 0);
    Population b = new Population("b", 2, 1, false, 0);
    Projection va = new Projection("va", v, a, -1);
    Projection ab = new Projection("ab", a, b, -1);
    Projection vb = new Projection("vb", v, b, -1);
    assertRefused(List.of(v, a, b), List.of(va, ab, vb), "ab joins levels 1 and 1");
    assertRefused(List.of(v, a, b), List.of(va), "b is not joined to v");
    Projection downwards = new Projection("ba", b, a, -1);
    assertRefused(List.of(v, a, b), List.of(va, ab, downwards), "ba joins levels 2 and 1");
    Projection itself = new Projection("aa", a, a, -1);
    assertRefused(List.of(v, a), List.of(va, itself), "aa joins levels 1 and 1");
  }

  private static void assertRefused(
      List<Population> populations, List<Projection> projections, String why) {
    Network network = new Network(populations, projections);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new BoltzmannMachine(network))
            .getMessage();
    assertTrue(message.contains(why), message);
  }
}
