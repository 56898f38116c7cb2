package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ontogeny.dashboards.bench.peer.Peer;
import org.ontogeny.dashboards.bench.peer.Peers;

/**
 * Ours beside a peer and beside what the machine could do, all in turns.
 *
 * @param question that is answered
 * @param unit of what is done, as in "examples"
 * @param flop multiplications and additions of a unit, if no synapse were left out
 * @param overPeer what ours over the peer has to be
 * @param ofCeiling what the share of the ceiling has to be, in percent
 */
record Comparison(
    String question,
    String unit,
    double flop,
    Optional<Figure.Target> overPeer,
    Optional<Figure.Target> ofCeiling) {

  private static final int WARM_UPS = 2; // blocks of ours
  private static final double START = 4; // seconds until a script measures
  private static final double GIGA = 1e9;

  /** About how many seconds it takes, with a script of so many ways if peers are wanted. */
  static int seconds(Measuring how, int ways) {
    double ours = how.seconds() * (WARM_UPS + 2 + 1.4 * how.repeats());
    double theirs =
        how.peers().folder().isEmpty() ? 0 : (START + how.seconds()) * (ways + how.repeats());
    return (int) Math.ceil(ours + theirs);
  }

  /**
   * Measures.
   *
   * @param ours units a second
   * @param script whose results are units a second
   */
  Answer measure(
      Measuring how, Crew crew, Blocks.Side ours, Peers.Script script, List<String> notes) {
    how.notice().accept("warming up");
    for (int k = 0; k < WARM_UPS; k++) {
      ours.measure();
    }
    Ceiling ceiling = new Ceiling(crew, how.seconds());
    Peers.Choice choice = how.peers().choose(script);
    how.notice().accept(choice.story());
    List<Blocks.Side> sides = new ArrayList<>(List.of(ours, ceiling::flops, ceiling::bytes));
    Optional<Peer> peer = choice.peer();
    peer.ifPresent(p -> sides.add(p::measure));
    how.notice().accept("%d blocks in turns".formatted(how.repeats()));
    Blocks blocks = Blocks.alternate(how.repeats(), sides);
    List<String> said = new ArrayList<>(notes);
    said.add(choice.story());
    return new Answer(question, figures(blocks, peer.isPresent()), said);
  }

  private List<Figure> figures(Blocks blocks, boolean besidePeer) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(question, unit + "/s", blocks.of(0)));
    if (besidePeer) {
      figures.add(Figure.of(question, unit + "/s of the peer", blocks.of(3)));
      figures.add(new Figure(question, "times as many as the peer", blocks.ratios(0, 3), overPeer));
    }
    figures.add(
        new Figure(question, "% of the ceiling", blocks.scaled(0, 1, 100 * flop), ofCeiling));
    figures.add(Figure.of(question, "GFLOP/s, ceiling", inGiga(blocks.of(1))));
    figures.add(Figure.of(question, "GB/s of memory", inGiga(blocks.of(2))));
    return figures;
  }

  static List<Double> inGiga(List<Double> values) {
    return values.stream().map(value -> value / GIGA).toList();
  }
}
