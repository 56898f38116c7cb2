package org.ontogeny.engine.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.ontogeny.engine.evaluation.StudentTest;
import org.ontogeny.engine.plugin.Catalogue;

/** Reads a whole campaign. */
final class CampaignParser {

  /** Two of them, a seed and two hyphens are a well-formed id of a run. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,29}");

  private final Path folder;
  private final Catalogue criteria;

  /**
   * A parser.
   *
   * @param folder of the files of experiments
   * @param criteria that rules can name
   */
  CampaignParser(Path folder, Catalogue criteria) {
    this.folder = folder;
    this.criteria = criteria;
  }

  Campaign parse(Section root) {
    final String name = name(root, "campaign", Set.of());
    final String description = root.text("description", "");
    final List<Long> seeds = seeds(root);
    final List<Campaign.Member> members = members(root, seeds);
    final List<String> names = members.stream().map(Campaign.Member::name).toList();
    final List<Campaign.Comparison> comparisons = comparisons(root, names);
    root.requireNoMore();
    return new Campaign(name, description, seeds, members, comparisons);
  }

  /** A name that no other has. */
  private static String name(Section section, String key, Set<String> others) {
    String name = section.text(key);
    if (!NAME.matcher(name).matches()) {
      throw section.error(
          key, "up to 30 lower-case letters, digits and hyphens, a hyphen not being the first");
    }
    if (others.contains(name)) {
      throw section.error(key, "a name that no other has");
    }
    return name;
  }

  private static List<Long> seeds(Section root) {
    List<Long> seeds = root.numbers("seeds", 0);
    if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
      throw root.error("seeds", "at least one seed, and all of them different");
    }
    return seeds;
  }

  private List<Campaign.Member> members(Section root, List<Long> seeds) {
    List<Campaign.Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("members")) {
      String name = name(section, "name", names);
      names.add(name);
      members.add(new Campaign.Member(name, runs(section, seeds)));
    }
    if (members.isEmpty()) {
      throw root.error("members", "at least one member");
    }
    return members;
  }

  private Map<Long, RunSpec> runs(Section member, List<Long> seeds) {
    Config experiment = experiment(member);
    ConfigObject set = member.foreign("set");
    if (set.containsKey("seed")) {
      throw member.error("set", "no seed, since the campaign has seeds");
    }
    Map<Long, RunSpec> runs = new LinkedHashMap<>();
    for (long seed : seeds) {
      List<Replacement> replacements = new ArrayList<>(Replacement.all(set));
      replacements.add(
          new Replacement("seed", ConfigValueFactory.fromAnyRef(seed, "seeds"), "seeds"));
      runs.put(seed, SpecReader.read(experiment, replacements, criteria));
    }
    return runs;
  }

  private Config experiment(Section member) {
    String experiment = member.text("experiment");
    Path file = folder.resolve(experiment);
    boolean shipped = ShippedExperiments.names().contains(experiment);
    if (!shipped && !Files.isRegularFile(file)) {
      throw member.error(
          "experiment",
          "a file, seen from that of the campaign, or one of "
              + String.join(", ", ShippedExperiments.names()));
    }
    return SpecReader.parse(Files.isRegularFile(file) ? file.toString() : experiment);
  }

  private static List<Campaign.Comparison> comparisons(Section root, List<String> members) {
    List<Campaign.Comparison> comparisons = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    if (root.has("compare")) {
      for (Section section : root.sections("compare")) {
        Campaign.Comparison comparison = comparison(section, members);
        if (!ids.add(comparison.id())) {
          throw section.error("id", "an id that no other comparison has");
        }
        comparisons.add(comparison);
      }
    }
    return comparisons;
  }

  private static Campaign.Comparison comparison(Section section, List<String> members) {
    final String id = section.text("id");
    final Campaign.Measurement value = value(section.section("value"), members);
    final Campaign.Measurement against = against(section.section("against"), value, members);
    if (value.equals(against)) {
      throw section.error("against", "another measurement than value, by at least one key");
    }
    if (!section.has("p-at-most") && !section.has("at-least") && !section.has("at-most")) {
      throw section.error("id", "a comparison with p-at-most, at-least or at-most");
    }
    final double atLeast =
        section.has("at-least") ? section.real("at-least") : Double.NEGATIVE_INFINITY;
    final double atMost =
        section.has("at-most") ? section.real("at-most") : Double.POSITIVE_INFINITY;
    if (atLeast > atMost) {
      throw section.error("at-most", "at least as much as at-least");
    }
    return new Campaign.Comparison(
        id,
        value,
        against,
        section.choice("test", StudentTest.Design.class, StudentTest.Design.WELCH),
        section.choice("tail", StudentTest.Tail.class, StudentTest.Tail.TWO_SIDED),
        largestP(section),
        atLeast,
        atMost);
  }

  private static OptionalDouble largestP(Section section) {
    if (!section.has("p-at-most")) {
      return OptionalDouble.empty();
    }
    double largest = section.real("p-at-most");
    if (!(largest > 0 && largest < 1)) {
      throw section.error("p-at-most", "a number between 0 and 1");
    }
    return OptionalDouble.of(largest);
  }

  private static Campaign.Measurement value(Section section, List<String> members) {
    String member =
        members.size() == 1 ? section.text("member", members.get(0)) : section.text("member");
    return new Campaign.Measurement(
        known(section, member, members),
        new Claim.Recorded(
            section.text("measure"),
            section.text("of"),
            section.text("course", "main"),
            section.integer("round", -1, Claim.Recorded.LAST)));
  }

  /** What it does not say is as in the value. */
  private static Campaign.Measurement against(
      Section section, Campaign.Measurement value, List<String> members) {
    Claim.Recorded first = value.recorded();
    return new Campaign.Measurement(
        known(section, section.text("member", value.member()), members),
        new Claim.Recorded(
            section.text("measure", first.measure()),
            section.text("of", first.of()),
            section.text("course", first.course()),
            section.integer("round", -1, first.round())));
  }

  private static String known(Section section, String member, List<String> members) {
    if (!members.contains(member)) {
      throw section.error("member", "one of " + String.join(", ", members));
    }
    return member;
  }
}
