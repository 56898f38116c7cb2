package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.Update.How;
import org.ontogeny.engine.network.Work.Kind;

/**
 * Compiles the phases of restricted and deep Boltzmann machines. Populations lie on levels (their
 * distance from the visible one); every projection joins an even and an odd level, so that all odd
 * levels can be updated together, and all even ones.
 *
 * <p>Energy {@code E = - sum over projections of v^T W h - sum over populations of b^T s}. Sources:
 * Scholl 2018, sections 2.1, 2.2, 3.2; Salakhutdinov and Hinton 2009 for the doubled drives of a
 * layer that misses one neighbour.
 */
public final class BoltzmannMachine {

  private static final float DOUBLED = 2;

  private final Network network;
  private final List<List<Population>> levels = new ArrayList<>();

  /**
   * Sorts the populations of a network into levels.
   *
   * @throws IllegalArgumentException if a population cannot be reached from the visible one or a
   *     projection joins two levels of equal parity
   */
  public BoltzmannMachine(Network network) {
    this.network = network;
    for (List<Population> level = List.of(network.visible()); !level.isEmpty(); ) {
      levels.add(level);
      level = above(level);
    }
    for (Population population : network.populations()) {
      level(population);
    }
    for (Projection projection : network.projections()) {
      int pre = level(projection.pre());
      int post = level(projection.post());
      if (post <= pre || (post - pre) % 2 == 0) {
        throw new IllegalArgumentException(
            ("projection %s joins levels %d and %d of a Boltzmann machine; expected upwards from an"
                    + " even to an odd level or from an odd to an even one")
                .formatted(projection.name(), pre, post));
      }
    }
  }

  private List<Population> above(List<Population> level) {
    return network.projections().stream()
        .filter(p -> level.contains(p.pre()))
        .map(Projection::post)
        .distinct()
        .filter(p -> levels.stream().noneMatch(l -> l.contains(p)))
        .toList();
  }

  /** Distance of a population from the visible one. */
  public int level(Population population) {
    for (int level = 0; level < levels.size(); level++) {
      if (levels.get(level).contains(population)) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        "population %s is not joined to %s".formatted(population.name(), network.visible().name()));
  }

  /**
   * The population that nothing lies above: what the machine makes of a stimulus.
   *
   * @throws IllegalArgumentException if there are several
   */
  public Population top() {
    List<Population> tops =
        network.populations().stream()
            .filter(p -> network.projections().stream().noneMatch(q -> q.pre().equals(p)))
            .toList();
    if (tops.size() != 1) {
      throw new IllegalArgumentException(
          "a machine that is read out needs one population above all others, got "
              + tops.stream().map(Population::name).toList());
    }
    return tops.get(0);
  }

  private List<Population> ofParity(int parity) {
    return network.populations().stream().filter(p -> level(p) % 2 == parity).toList();
  }

  /**
   * Wake: clamp data, one pass upwards, then mean-field updates of odd and even levels in turn,
   * {@code mu = sigmoid(b + sum W mu)}; accumulates the data side of the gradient (Scholl 2018,
   * equation 2.13 with its biases).
   *
   * @param passes at most so many mean-field passes
   * @param tolerance a pass that changes no mean by more is the last; negative: make all passes
   */
  public Phase wake(Ensemble data, int passes, float tolerance) {
    return meanField("wake", data, passes, tolerance, accumulate(1));
  }

  /**
   * The same without the pass upwards: hidden states go on from those that the phase before left
   * behind, whatever it was shown (as the program behind Scholl 2018 did by mistake). With one
   * hidden level there is nothing to go on from.
   *
   * @param data a persistent ensemble
   */
  public Phase staleWake(Ensemble data, int passes, float tolerance) {
    if (levels.size() == 2) {
      return wake(data, passes, tolerance);
    }
    List<Tick> ticks = new ArrayList<>();
    ticks.add(Tick.of(Update.clamp(network.visible())));
    return settle("wake", data, ticks, new Settling(passes, tolerance), Tick.work(accumulate(1)));
  }

  /** Mean-field states for clamped data, and what they make of the visible population is told. */
  public Phase reconstruct(Ensemble examples, int passes, float tolerance) {
    Tick down = tick(List.of(update(network.visible(), How.MEAN))).then(read());
    return settle("reconstruct", examples, upwards(), new Settling(passes, tolerance), down);
  }

  /**
   * Fantasies that begin with clamped states and then go on freely: samples of all levels upwards,
   * Gibbs sweeps, and the samples of the visible population are told.
   *
   * @param ensemble one of its own, not persistent
   * @param sweeps at least 1
   */
  public Phase imagine(Ensemble ensemble, int sweeps) {
    List<Tick> ticks = new ArrayList<>(sampledUpwards());
    int from = ticks.size();
    ticks.addAll(sweep());
    Loop loop = new Loop(from, ticks.size(), sweeps, -1);
    ticks.add(Tick.work(read()));
    return new Phase("imagine", ensemble, ticks, loop, null);
  }

  /** Clamped examples and samples of what all levels make of them become the states of chains. */
  public Phase seed(Ensemble chains) {
    return new Phase("seed", chains, sampledUpwards(), null, null);
  }

  private List<Tick> sampledUpwards() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(Tick.of(Update.clamp(network.visible())));
    for (int level = 1; level < levels.size(); level++) {
      ticks.add(tick(levels.get(level).stream().map(p -> upwards(p, How.SAMPLE)).toList()));
    }
    return ticks;
  }

  /** The mean-field states of the top population for clamped data, told to whoever runs it. */
  public Phase encode(Ensemble examples, int passes, float tolerance) {
    return meanField("encode", examples, passes, tolerance, Work.read(top()));
  }

  private Phase meanField(String name, Ensemble data, int passes, float tolerance, Work last) {
    return settle(name, data, upwards(), new Settling(passes, tolerance), Tick.work(last));
  }

  private List<Tick> upwards() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(Tick.of(Update.clamp(network.visible())));
    for (int level = 1; level < levels.size(); level++) {
      ticks.add(tick(levels.get(level).stream().map(p -> upwards(p, How.MEAN)).toList()));
    }
    return ticks;
  }

  /** How long mean-field updates go on. */
  private record Settling(int passes, float tolerance) {}

  /** Mean-field updates from where the first ticks lead to. */
  private Phase settle(String name, Ensemble data, List<Tick> first, Settling settling, Tick last) {
    List<Tick> ticks = new ArrayList<>(first);
    Loop loop = null;
    if (levels.size() > 2) {
      int from = ticks.size();
      ticks.add(updates(1, How.MEAN));
      ticks.add(updates(0, How.MEAN));
      loop = new Loop(from, ticks.size(), settling.passes(), settling.tolerance());
    }
    ticks.add(last);
    return new Phase(name, data, ticks, loop, null);
  }

  /** An update from below only; doubled where the missing neighbours above would drive too. */
  private Update upwards(Population population, How how) {
    boolean top = network.projections().stream().noneMatch(p -> p.pre().equals(population));
    List<Source> from =
        network.projections().stream()
            .filter(p -> p.post().equals(population))
            .map(p -> new Source(p, End.PRE, top ? 1 : DOUBLED))
            .toList();
    return new Update(population, how, from, 1, Role.OWN);
  }

  /**
   * Dream: Markov chains go on by alternating samples of odd and even levels; accumulates the model
   * side of the gradient.
   *
   * @param sweeps Gibbs sweeps, at least 1
   */
  public Phase dream(Ensemble chains, int sweeps) {
    return gibbs("dream", chains, sweeps, accumulate(-1));
  }

  /** The chains go on and active neurons and coincidences are counted. */
  public Phase measure(Ensemble chains, int sweeps) {
    return gibbs("measure", chains, sweeps, work(Kind.COUNT, 0));
  }

  /** The chains go on, and that is all. */
  public Phase wander(Ensemble chains, int sweeps) {
    return gibbs("wander", chains, sweeps, null);
  }

  /**
   * The chains go on and the means of the visible population, given the rest, are told. Those means
   * stay behind as its states: not for chains that learning still needs.
   */
  public Phase fantasize(Ensemble chains, int sweeps) {
    Phase gibbs = gibbs("fantasize", chains, sweeps, null);
    List<Tick> ticks = new ArrayList<>(gibbs.ticks());
    ticks.add(tick(List.of(update(network.visible(), How.MEAN))).then(read()));
    return new Phase(gibbs.name(), chains, ticks, gibbs.loop(), null);
  }

  private Work read() {
    return Work.read(network.visible());
  }

  private Phase gibbs(String name, Ensemble chains, int sweeps, Work last) {
    List<Tick> ticks = new ArrayList<>(sweep());
    Loop loop = new Loop(0, 2, sweeps, -1);
    if (last != null) {
      ticks.add(Tick.work(last));
    }
    return new Phase(name, chains, ticks, loop, null);
  }

  /** Samples of the odd levels, then of the even ones. */
  private List<Tick> sweep() {
    return List.of(
        updates(1, How.SAMPLE),
        tick(ofParity(0).stream().map(population -> update(population, How.SAMPLE)).toList()));
  }

  /** Learn from what wake and dream accumulated. */
  public Phase learn(Learning learning) {
    Ensemble nobody = new Ensemble("none", 0, 1, 1, false);
    return new Phase("learn", nobody, List.of(Tick.work(work(Kind.LEARN, 0))), null, learning);
  }

  private Work accumulate(int sign) {
    return work(Kind.ACCUMULATE, sign);
  }

  private Work work(Kind kind, int sign) {
    return Work.of(kind, sign, network.projections(), network.populations());
  }

  /** All free populations of one parity, from all their neighbours. */
  private Tick updates(int parity, How how) {
    return tick(
        ofParity(parity).stream()
            .filter(population -> !population.visible())
            .map(population -> update(population, how))
            .toList());
  }

  private Update update(Population population, How how) {
    List<Source> from =
        network.around(population).stream()
            .map(p -> new Source(p, p.post().equals(population) ? End.PRE : End.POST, 1))
            .toList();
    return new Update(population, how, from, 1, Role.OWN);
  }

  private static Tick tick(List<Update> updates) {
    return new Tick(updates, List.of());
  }

  /**
   * Contrastive divergence for one projection of a stack, its lower population taking the samples
   * that the layers below make of the data:
   *
   * <pre>  p0 = P(h | v0), h0 ~ p0, v1 ~ P(v | h0), ..., pk = P(h | vk)
   *  g = v0 p0 - vk pk</pre>
   *
   * <p>Drives towards a population that will have another neighbour in the deep machine are doubled
   * (Scholl 2018, section 3.2.2; Salakhutdinov and Hinton 2009). The means for learning and the
   * samples that conduct are ticks of their own.
   *
   * @param k Gibbs steps of the reconstruction, at least 1
   */
  public Phase contrast(Ensemble data, Projection projection, int k, Learning learning) {
    return contrast(data, projection, k, false, learning);
  }

  /**
   * The same, where wanted from codes that the layers below make of their own reconstruction of the
   * data instead of the data, as the program behind Scholl 2018 did by mistake.
   */
  public Phase contrast(
      Ensemble data, Projection projection, int k, boolean reconstructed, Learning learning) {
    requireStack(projection);
    List<Tick> ticks = new ArrayList<>();
    ticks.add(Tick.of(Update.clamp(network.visible())));
    for (Projection below : path(projection)) {
      ticks.add(Tick.of(single(below, End.PRE, How.SAMPLE, Role.OWN)));
      if (reconstructed) {
        ticks.add(Tick.of(single(below, End.POST, How.SAMPLE, lowerRole(below))));
        ticks.add(Tick.of(single(below, End.PRE, How.SAMPLE, Role.OWN)));
      }
    }
    Work plus = pair(Kind.ACCUMULATE, 1, projection);
    ticks.add(Tick.of(single(projection, End.PRE, How.MEAN, Role.OWN)).then(plus));
    int from = ticks.size();
    ticks.add(Tick.of(single(projection, End.PRE, How.SAMPLE, Role.OWN)));
    ticks.add(Tick.of(single(projection, End.POST, How.SAMPLE, lowerRole(projection))));
    Loop loop = new Loop(from, ticks.size(), k, -1);
    ticks.add(
        Tick.of(single(projection, End.PRE, How.MEAN, Role.OWN))
            .then(pair(Kind.ACCUMULATE, -1, projection)));
    ticks.add(Tick.work(pair(Kind.LEARN, 0, projection)));
    return new Phase("contrast", data, ticks, loop, learning);
  }

  /**
   * Checks that a projection and those below it are a stack: only then is there one machine of two
   * layers for each.
   *
   * @throws IllegalArgumentException if a population has two projections below or above it
   */
  public void requireStack(Projection projection) {
    List<Projection> chain = new ArrayList<>(path(projection));
    chain.add(projection);
    for (Projection link : chain) {
      if (network.projections().stream().filter(p -> p.post().equals(link.post())).count() > 1
          || network.projections().stream().filter(p -> p.pre().equals(link.post())).count() > 1
          || network.projections().stream().filter(p -> p.pre().equals(link.pre())).count() > 1) {
        throw new IllegalArgumentException(
            "projection %s cannot be pretrained: from %s to %s the network is not a stack"
                .formatted(projection.name(), network.visible().name(), link.post().name()));
      }
    }
  }

  /** Projections from the visible population up to the lower population of this one. */
  private List<Projection> path(Projection projection) {
    List<Projection> path = new ArrayList<>();
    Population lower = projection.pre();
    while (!lower.visible()) {
      Population top = lower;
      Projection below =
          network.projections().stream()
              .filter(p -> p.post().equals(top))
              .findFirst()
              .orElseThrow();
      path.add(0, below);
      lower = below.pre();
    }
    return path;
  }

  /** One population driven by one projection only, doubled where it has other neighbours. */
  private Update single(Projection projection, End from, How how, Role role) {
    Population driven = projection.at(from.opposite());
    float gain = network.around(driven).size() > 1 ? DOUBLED : 1;
    return new Update(driven, how, List.of(new Source(projection, from, gain)), gain, role);
  }

  private Work pair(Kind kind, int sign, Projection projection) {
    List<Population> lower =
        lowerRole(projection) == Role.LOWER ? List.of(projection.pre()) : List.of();
    return new Work(
        kind, sign, List.of(projection), List.of(projection.pre(), projection.post()), lower);
  }

  /** A visible population has one bias; the lower population of a higher pair has a second one. */
  private static Role lowerRole(Projection projection) {
    return projection.pre().visible() ? Role.OWN : Role.LOWER;
  }
}
