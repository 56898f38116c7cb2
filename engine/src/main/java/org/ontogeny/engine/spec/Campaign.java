package org.ontogeny.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ontogeny.engine.evaluation.StudentTest;

/**
 * Several specifications, each run with several seeds, and what is compared between them.
 *
 * @param name begins the ids of its runs
 * @param description one line
 * @param seeds in order, all different, at least one
 * @param members in order, at least one
 * @param comparisons in order
 */
public record Campaign(
    String name,
    String description,
    List<Long> seeds,
    List<Member> members,
    List<Comparison> comparisons) {

  /**
   * One of the specifications.
   *
   * @param name unique in the campaign
   * @param runs what is run with each seed
   */
  public record Member(String name, Map<Long, RunSpec> runs) {}

  /**
   * A number of every run of a member.
   *
   * @param member its name
   * @param recorded which of the run's measurements
   */
  public record Measurement(String member, Claim.Recorded recorded) {}

  /**
   * Two measurements of which the first is expected to be larger, or at least not smaller by much.
   *
   * @param id as printed
   * @param value the one
   * @param against the other
   * @param design of the test; pairs are runs with the same seed
   * @param tail of the test
   * @param largestP at which the difference counts as shown; empty if no test has to show it
   * @param atLeast lower end of the band of the difference of means, or negative infinity
   * @param atMost upper end of the band, or infinity
   */
  public record Comparison(
      String id,
      Measurement value,
      Measurement against,
      StudentTest.Design design,
      StudentTest.Tail tail,
      OptionalDouble largestP,
      double atLeast,
      double atMost) {}

  /** Id of the run of a member with a seed. */
  public String id(Member member, long seed) {
    return "%s-%s-%d".formatted(name, member.name(), seed);
  }
}
