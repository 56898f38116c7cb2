package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;
import org.ontogeny.dashboards.report.plot.Tiles;
import org.ontogeny.dashboards.view.SnapshotView;
import org.ontogeny.engine.network.Projection;

/** What the last snapshot shows: receptive fields, fantasies, rates. */
final class SnapshotFigures {

  private static final int FIELDS = 64;
  private static final int FANTASIES = 64;
  private static final int PARTS = 100;
  private static final int NEVER_COLOUR = 0xD9D9D9;
  private static final int NOT_ALIVE_COLOUR = 0xFFFFFF;
  private static final int ACTIVE = 0x14213D;
  private static final int QUIET = 0xF4F1E8;

  private SnapshotFigures() {}

  /** None where there is no snapshot. */
  static List<Figure> of(RunHistory run, String prefix) {
    List<Figure> figures = new ArrayList<>();
    run.snapshot()
        .ifPresent(
            shown -> {
              fields(run, shown.view(), figures);
              fantasies(run, shown.view(), figures);
              rates(run, shown.view(), prefix, figures);
            });
    return figures;
  }

  /** The part of a lower grid that is drawn of a field. */
  private record Window(int top, int left, int rows, int columns) {

    /** Where synapses are possible; all of it where they are everywhere. */
    static Window of(SnapshotView.Field field, SnapshotView.Grid grid) {
      int top = grid.rows();
      int left = grid.columns();
      int bottom = -1;
      int right = -1;
      for (int pre = 0; pre < field.alive().length; pre++) {
        if (field.alive()[pre] >= 0) {
          top = Math.min(top, pre / grid.columns());
          bottom = Math.max(bottom, pre / grid.columns());
          left = Math.min(left, pre % grid.columns());
          right = Math.max(right, pre % grid.columns());
        }
      }
      return bottom < 0
          ? new Window(0, 0, 1, 1)
          : new Window(top, left, bottom - top + 1, right - left + 1);
    }
  }

  /** A field of a neuron with what of it is drawn. */
  private record Drawn(SnapshotView.Field field, Window window, int columns, float largest) {

    static Drawn of(SnapshotView.Field field, SnapshotView.Grid grid) {
      float largest = 0;
      for (float weight : field.weight()) {
        largest = Math.max(largest, Math.abs(weight));
      }
      return new Drawn(field, Window.of(field, grid), grid.columns(), largest);
    }

    /** State of a pixel of the window; -1 outside of it. */
    int alive(int row, int column) {
      return isWithin(row, column) ? field.alive()[place(row, column)] : -1;
    }

    double relative(int row, int column) {
      return largest == 0 ? 0 : field.weight()[place(row, column)] / largest;
    }

    private boolean isWithin(int row, int column) {
      return row < window.rows()
          && column < window.columns()
          && place(row, column) < field.alive().length;
    }

    private int place(int row, int column) {
      return (window.top() + row) * columns + window.left() + column;
    }
  }

  private static void fields(RunHistory run, SnapshotView view, List<Figure> to) {
    String visible = run.spec().network().visible().name();
    for (Projection projection : run.spec().network().projections()) {
      List<SnapshotView.Field> fields = view.fields(projection.name(), FIELDS);
      if (projection.pre().name().equals(visible) && !fields.isEmpty()) {
        SnapshotView.Grid grid = view.grid(visible).orElseThrow();
        to.add(fields(run, projection, view, fields.stream().map(f -> Drawn.of(f, grid)).toList()));
      }
    }
  }

  private static Figure fields(
      RunHistory run, Projection projection, SnapshotView view, List<Drawn> drawn) {
    int rows = drawn.stream().mapToInt(d -> d.window().rows()).max().orElse(1);
    int columns = drawn.stream().mapToInt(d -> d.window().columns()).max().orElse(1);
    Tiles tiles = new Tiles(drawn.size(), rows, columns);
    String text =
        "Receptive fields of %s neurons of %s, the strongest first"
            .formatted(drawn.size(), projection.post().name());
    return new Figure(
        "Receptive fields of " + projection.post().name(),
        MatrixFigures.image(
                tiles.picture(
                    new Tiles.Colours() {
                      @Override
                      public int at(int tile, int row, int column) {
                        Drawn of = drawn.get(tile);
                        return switch (of.alive(row, column)) {
                          case 1 -> Tiles.weight(of.relative(row, column));
                          case 0 -> NOT_ALIVE_COLOUR;
                          default -> NEVER_COLOUR;
                        };
                      }

                      @Override
                      public boolean isDotted(int tile, int row, int column) {
                        return drawn.get(tile).alive(row, column) == 0;
                      }
                    }),
                text)
            + FIELD_LEGEND,
        ("The strongest first (sum of squared weights), %s of the %s recorded, each scaled by its"
                + " own largest weight; %s x %s pixels where synapses are possible.")
            .formatted(drawn.size(), view.total(projection.name()), rows, columns),
        "%s-fields-%s.csv".formatted(run.id(), projection.name()),
        table(drawn));
  }

  private static final String FIELD_LEGEND =
      "<p class=\"swatches\"><i class=\"positive\"></i>positive <i class=\"negative\"></i>negative"
          + " <i class=\"gone\"></i>not alive <i class=\"outside\"></i>never possible</p>";

  private static Csv table(List<Drawn> drawn) {
    Csv csv = new Csv("rank", "neuron", "strength", "living", "possible", "largest-weight");
    int rank = 1;
    for (Drawn d : drawn) {
      int living = 0;
      int possible = 0;
      for (byte alive : d.field().alive()) {
        living += alive == 1 ? 1 : 0;
        possible += alive >= 0 ? 1 : 0;
      }
      csv.row(
          rank++, d.field().post(), d.field().strength(), living, possible, (double) d.largest());
    }
    return csv;
  }

  private static void fantasies(RunHistory run, SnapshotView view, List<Figure> to) {
    List<byte[]> fantasies = view.fantasies(FANTASIES);
    if (fantasies.isEmpty()) {
      return;
    }
    SnapshotView.Grid grid = view.grid(run.spec().network().visible().name()).orElseThrow();
    Tiles tiles = new Tiles(fantasies.size(), grid.rows(), grid.columns());
    Csv csv = new Csv("chain", "states");
    for (int chain = 0; chain < fantasies.size(); chain++) {
      StringBuilder states = new StringBuilder();
      for (byte state : fantasies.get(chain)) {
        states.append(state == 1 ? '1' : '0');
      }
      csv.row(chain, states);
    }
    to.add(
        new Figure(
            "Fantasies",
            MatrixFigures.image(
                tiles.picture(
                    (tile, row, column) -> {
                      byte[] state = fantasies.get(tile);
                      int place = row * grid.columns() + column;
                      return place < state.length && state[place] == 1 ? ACTIVE : QUIET;
                    }),
                "States of the visible neurons in %s Markov chains".formatted(fantasies.size())),
            "What %s Markov chains dream of, as samples: dark where a visible neuron is active."
                .formatted(fantasies.size()),
            run.id() + "-fantasies.csv",
            csv));
  }

  private static void rates(RunHistory run, SnapshotView view, String prefix, List<Figure> to) {
    List<Curve> curves = new ArrayList<>();
    Csv csv = new Csv("population", "percent-of-living-neurons", "rate");
    for (String population : view.populations()) {
      double[] quantiles = quantiles(view.rate(population));
      double[] percent = new double[quantiles.length];
      for (int k = 0; k < quantiles.length; k++) {
        percent[k] = k;
        csv.row(population, k, quantiles[k]);
      }
      if (quantiles.length > 0) {
        Style style = Style.of(curves.size());
        curves.add(new Curve(population, population, style, LINE, percent, quantiles));
      }
    }
    if (curves.isEmpty()) {
      return;
    }
    Plot plot =
        new Plot(
            "Activity rates",
            new Axis("living neurons by rate, %", new Scale(0, 100, false)),
            new Axis("rate: share of chains in which it is active", new Scale(0, 1, false)),
            List.of(),
            List.of(),
            curves,
            List.of());
    to.add(
        new Figure(
            "Activity rates",
            plot.svg(prefix + "-rates"),
            "Neurons from the quietest to the most active, a hundredth at a time.",
            run.id() + "-rates.csv",
            csv));
  }

  /**
   * Rates from the smallest to the largest in 101 places at equal distance, by the nearest neuron
   * below; who died is not counted. Empty where nobody lives.
   */
  static double[] quantiles(float[] rates) {
    float[] living = new float[rates.length];
    int count = 0;
    for (float rate : rates) {
      if (!Float.isNaN(rate)) {
        living[count++] = rate;
      }
    }
    Arrays.sort(living, 0, count);
    double[] quantiles = new double[count == 0 ? 0 : PARTS + 1];
    for (int k = 0; k < quantiles.length; k++) {
      quantiles[k] = living[(int) ((long) k * (count - 1) / PARTS)];
    }
    return quantiles;
  }
}
