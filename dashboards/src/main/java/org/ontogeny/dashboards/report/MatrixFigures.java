package org.ontogeny.dashboards.report;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Markup;
import org.ontogeny.dashboards.report.plot.Matrix;
import org.ontogeny.dashboards.report.plot.Numbers;
import org.ontogeny.dashboards.report.plot.Picture;
import org.ontogeny.dashboards.view.LivingNetwork;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Projection;

/** Which synapses live at the end. */
final class MatrixFigures {

  private MatrixFigures() {}

  /** The matrix of each projection, where there is a network. */
  static List<Figure> of(RunHistory run) {
    List<Figure> figures = new ArrayList<>();
    for (Projection projection : run.spec().network().projections()) {
      Outcome.Change change = run.outcome().synapses().get(projection.name());
      if (change.before() > 0 || change.after() > 0) {
        figures.add(figure(run, projection, change));
      }
    }
    return figures;
  }

  private static Figure figure(RunHistory run, Projection of, Outcome.Change change) {
    LivingNetwork network = run.network();
    Matrix matrix =
        new Matrix(
            of.pre().neurons(), of.post().neurons(), (pre, post) -> network.synapse(of, pre, post));
    String living =
        "%s of %s at birth live, %s"
            .formatted(
                Numbers.count(change.after()),
                Numbers.count(change.before()),
                Numbers.percent(change.left()));
    String folded =
        matrix.folded() > 1
            ? " Drawn smaller: a pixel stands for %s x %s pairs, as dark as many of them live."
                .formatted(matrix.folded(), matrix.folded())
            : "";
    return new Figure(
        "Synapses of " + of.name(),
        image(matrix.picture(), "Synapses of %s: %s.".formatted(of.name(), living)) + LEGEND,
        "%s. Rows: neurons of %s; columns: of %s."
                .formatted(living, of.pre().name(), of.post().name())
            + folded
            + " The table has each neuron's synapses; export has each synapse.",
        "%s-degrees-%s.csv".formatted(run.id(), of.name()),
        degrees(network, of));
  }

  private static final String LEGEND =
      "<p class=\"swatches\"><i class=\"alive\"></i>alive <i class=\"pruned\"></i>not alive"
          + " <i class=\"never\"></i>never possible</p>";

  /** A picture as an element of HTML. */
  static String image(Picture picture, String text) {
    return "<img src=\"%s\" width=\"%s\" height=\"%s\" alt=\"%s\">"
        .formatted(picture.address(), picture.width(), picture.height(), Markup.escape(text));
  }

  private static Csv degrees(LivingNetwork network, Projection of) {
    Csv csv = new Csv("population", "end", "neuron", "living-synapses");
    for (End end : End.values()) {
      for (int neuron = 0; neuron < of.at(end).neurons(); neuron++) {
        csv.row(
            of.at(end).name(),
            end == End.PRE ? "pre" : "post",
            neuron,
            network.degree(of, end, neuron));
      }
    }
    return csv;
  }
}
