package org.ontogeny.engine.spec;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import java.util.Optional;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Digits;
import org.ontogeny.engine.data.Mixture;
import org.ontogeny.engine.data.Values;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GradientNetwork;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Probes;
import org.ontogeny.engine.stage.Readout;
import org.ontogeny.engine.stage.Setting;
import org.ontogeny.engine.stage.Snapshots;
import org.ontogeny.kernel.backend.Backends;

/** Reads a whole specification. The order of the keys here is the order of {@code docs}. */
final class SpecParser {

  private static final int EXAMPLES = 1;
  private static final int CHAINS = 2;
  private static final int EVALUATION = 3;

  private SpecParser() {}

  static RunSpec parse(Section root, Catalogue criteria) {
    final String name = root.text("experiment");
    final String description = root.text("description", "");
    final long seed = root.number("seed", 0, 1);
    final String backend = root.text("backend", "auto");
    root.checked("backend", () -> Backends.known(backend));
    final RunSpec.Data data = data(root.section("data"));
    NetworkParser parser = new NetworkParser(root.section("network"), data.side());
    final Network network = parser.network();
    root.checked(
        "network",
        () -> network.graded() ? new GradientNetwork(network) : new BoltzmannMachine(network));
    requireFits(root, network.visible(), data);
    final Setting.MeanField meanField = meanField(root.section("mean-field"));
    if (network.graded() && meanField.stale()) {
      throw root.section("mean-field")
          .error("start", "text: a network that learns by error has no mean field");
    }
    Section ensembles = root.section("ensembles");
    Section minibatch = ensembles.section("examples");
    final Ensemble examples = ensemble(minibatch, "examples", EXAMPLES, 50, 2, meanField.stale());
    requireAtMost(minibatch, "columns", examples.columns(), data.train());
    final Ensemble chains = ensemble(ensembles.section("chains"), "chains", CHAINS, 100, 2, true);
    final Ensemble evaluation =
        ensemble(ensembles.section("evaluation"), "evaluation", EVALUATION, 500, 4, false);
    final Readout readout = readout(root.section("readout"), data);
    final Probes probes = probes(root.section("fantasies"), root.section("likelihood"));
    final Snapshots snapshots = snapshots(root.section("snapshots"));
    StageParser stages = new StageParser(network, criteria, data.transfer().isPresent());
    final Experiment experiment =
        new Experiment(name, stages.parse(root.sections("stages")), snapshots);
    final List<Claim> claims = claims(root);
    root.requireNoMore();
    return new RunSpec(
        description,
        seed,
        backend,
        data,
        network,
        parser.birth(persistent(network, meanField, examples, chains), seed),
        examples,
        chains,
        evaluation,
        meanField,
        readout,
        probes,
        experiment,
        claims,
        render(root));
  }

  /** Ensembles whose states outlive a phase; networks that learn by error have none. */
  private static List<Ensemble> persistent(
      Network network, Setting.MeanField meanField, Ensemble examples, Ensemble chains) {
    if (network.graded()) {
      return List.of();
    }
    return meanField.stale() ? List.of(examples, chains) : List.of(chains);
  }

  private static List<Claim> claims(Section root) {
    return root.has("claims")
        ? root.sections("claims").stream().map(SpecParser::claim).toList()
        : List.of();
  }

  private static Claim claim(Section section) {
    String id = section.text("id");
    Claim.Measure measure = section.choice("measure", Claim.Measure.class);
    Optional<Claim.Recorded> value = recorded(section, "value");
    if ((measure == Claim.Measure.RECORDED) != value.isPresent()) {
      throw section.error("measure", "recorded where there is a value, and nowhere else");
    }
    if (!section.has("at-least") && !section.has("at-most")) {
      throw section.error("measure", "a band for it: at-least, at-most or both");
    }
    return new Claim(
        id,
        measure,
        value,
        recorded(section, "minus"),
        recorded(section, "over"),
        section.has("at-least") ? section.real("at-least") : Double.NEGATIVE_INFINITY,
        section.has("at-most") ? section.real("at-most") : Double.POSITIVE_INFINITY);
  }

  private static Optional<Claim.Recorded> recorded(Section claim, String key) {
    if (!claim.has(key)) {
      return Optional.empty();
    }
    Section section = claim.section(key);
    return Optional.of(
        new Claim.Recorded(
            section.text("measure"),
            section.text("of"),
            section.text("course", "main"),
            section.integer("round", -1, Claim.Recorded.LAST),
            pick(section),
            section.flag("step", false)));
  }

  private static Claim.Pick pick(Section section) {
    Claim.Pick.Which which = section.choice("pick", Claim.Pick.Which.class, Claim.Pick.Which.LAST);
    return new Claim.Pick(
        which,
        switch (which) {
          case LAST, GREATEST -> 0;
          case FROM_STEP, DOWN_TO_SYNAPSES -> section.integer("bound", 0);
        });
  }

  private static String render(Section root) {
    return ConfigFactory.parseMap(root.resolved())
        .root()
        .render(
            ConfigRenderOptions.defaults()
                .setComments(false)
                .setOriginComments(false)
                .setJson(false));
  }

  private static RunSpec.Data data(Section section) {
    final String set = section.text("set", Digits.NAME);
    requireSet(section, "set", set);
    final int side = section.integer("side", 8, 20);
    final Values values = section.choice("values", Values.class, Values.BINARY);
    final int train = section.integer("train", 0, 4000);
    final int test = section.integer("test", 0, 2000);
    final long seed = section.number("seed", 0, 1);
    final boolean randomLabels = section.flag("random-labels", false);
    final double noise = section.real("noise", 0);
    if (noise < 0 || noise > 1) {
      throw section.error("noise", "0 to 1");
    }
    final String transfer = section.text("transfer", "");
    if (!transfer.isEmpty()) {
      requireSet(section, "transfer", transfer);
    }
    return new RunSpec.Data(
        set,
        side,
        values,
        train,
        test,
        seed,
        mixture(section.section("mixture"), set),
        randomLabels,
        noise,
        transfer.isEmpty() ? Optional.empty() : Optional.of(transfer));
  }

  private static Optional<Mixture> mixture(Section section, String main) {
    String set = section.text("set", "");
    int examples = section.integer("examples", 0, 0);
    double share = section.real("share", 0);
    Mixture.Mix mix = section.choice("mix", Mixture.Mix.class, Mixture.Mix.APPEND);
    if (set.isEmpty()) {
      if (examples > 0 || share != 0 || mix != Mixture.Mix.APPEND) {
        throw section.error("set", "the set to mix in, since other keys of the mixture are given");
      }
      return Optional.empty();
    }
    requireSet(section, "set", set);
    if (set.equals(main)) {
      throw section.error("set", "another set than data.set");
    }
    return Optional.of(section.checked("share", () -> new Mixture(set, examples, share, mix)));
  }

  private static void requireSet(Section section, String key, String set) {
    if (!Datasets.NAMES.contains(set)) {
      throw section.error(key, "one of " + String.join(", ", Datasets.NAMES));
    }
  }

  private static void requireFits(Section root, Population visible, RunSpec.Data data) {
    int pixels = data.side() * data.side();
    root.checked(
        "network",
        () -> {
          if (visible.neurons() != pixels) {
            throw new IllegalArgumentException(
                "population %s has %d neurons, but an example of data.side = %d has %d pixels"
                    .formatted(visible.name(), visible.neurons(), data.side(), pixels));
          }
          return visible;
        });
  }

  private static Ensemble ensemble(
      Section section, String name, int number, int columns, int shards, boolean persistent) {
    int width = section.integer("columns", 1, columns);
    int slices = section.integer("shards", 1, Math.min(shards, width));
    return section.checked("shards", () -> new Ensemble(name, number, width, slices, persistent));
  }

  private static Setting.MeanField meanField(Section section) {
    return new Setting.MeanField(
        section.integer("passes", 1, 10),
        (float) section.real("tolerance", 1e-3),
        section.choice("start", Reading.class, Reading.TEXT) == Reading.REPO);
  }

  private static Probes probes(Section fantasies, Section likelihood) {
    Probes usual = Probes.DEFAULT;
    return new Probes(
        fantasies.integer("count", 1, usual.fantasies()),
        fantasies.integer("sweeps", 1, usual.sweeps()),
        new Probes.Annealing(
            likelihood.integer("chains", 1, usual.annealing().chains()),
            likelihood.integer("temperatures", 1, usual.annealing().temperatures())),
        likelihood.integer("examples", 1, usual.examples()));
  }

  private static Readout readout(Section section, RunSpec.Data data) {
    Classifier.Settings usual = Classifier.Settings.DEFAULT;
    int train = section.integer("train", 0, 0);
    int test = section.integer("test", 0, 0);
    Classifier.Settings settings =
        section.checked(
            "epochs",
            () ->
                new Classifier.Settings(
                    section.integer("epochs", 1, usual.epochs()),
                    section.real("rate", usual.rate()),
                    section.integer("minibatch", 1, usual.minibatch()),
                    section.number("seed", 0, usual.seed())));
    requireAtMost(section, "train", train, data.train());
    requireAtMost(section, "test", test, data.test());
    return new Readout(train, test, settings);
  }

  private static Snapshots snapshots(Section section) {
    boolean ends = section.flag("ends", true);
    long every = section.number("every", 0, 0);
    int fields = section.integer("fields", 0, 64);
    return section.checked("fields", () -> new Snapshots(ends, every, fields));
  }

  private static void requireAtMost(Section section, String key, int value, int most) {
    if (most > 0 && value > most) {
      throw section.error(key, "at most the data's " + most + " examples");
    }
  }
}
