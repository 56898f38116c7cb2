package org.ontogeny.dashboards.view;

import static org.ontogeny.dashboards.view.OutcomeText.count;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ontogeny.engine.stage.Course;

/**
 * Draws what is known of a run as lines of a terminal: a panel, or one line where a panel has no
 * room. The same state at the same size gives the same lines, and how many there are depends on the
 * network and the height alone, so that nothing jumps while a run goes on.
 *
 * <pre>
 *  digits-1   56 %  step 9,301 of 16,551  0:30 so far  0:22 left
 *  done      pretrain-visible-h1, pretrain-h1-h2, assemble, train, evaluate
 *  now       rounds/3/prune              [========--------------]  35 %  0:22 left
 *  to come   end
 *  density   ##################++++++=====  100.0 % to  38.7 %  (100 % = 118,784)
 *  accuracy                  #####......**    0.963 to   0.960  (. 0.951, # 0.963)
 *  alive     visible-h1    6,333  of   16,384   38.7 %
 *            h1-h2        39,636  of  102,400   38.7 %
 *  deaths    rounds/3/prune  h1-h2       1,234 by fisher, hazard 0.019
 *            rounds/3/prune  visible-h1    567 by fisher, hazard 0.019
 *            rounds/2/prune  h1-h2       1,312 by fisher, hazard 0.019
 *  event     step 9,301  rounds/3/prune  h1-h2[0:128]: 1,234 died (fisher)
 * </pre>
 */
public final class TerminalPanel {

  /** Most lines of a panel. */
  public static final int MOST = 13;

  /** Fewest lines of a panel; where there is room for fewer, it is one line. */
  public static final int FEWEST = 11;

  /** Characters at the beginning of every line but the first that say what it is. */
  public static final int LABEL = 10;

  private static final int BAR = 24;
  private static final int NARROWEST = 6; // of a bar or a curve
  private static final int WIDEST = 60; // of a curve
  private static final int PART = 26; // of the name of what goes on
  private static final int SHARES = 18; // the first and the last density
  private static final int ACCURACIES = 38;
  private static final int PROJECTIONS = 3;
  private static final int DEATHS = 3;
  private static final int OTHERS = 7; // lines that are neither projections nor deaths
  private static final String NONE = "-";

  private final PanelState state;
  private final Optional<Pace> pace;
  private final String standing;
  private final int width;
  private final Marks marks;

  private TerminalPanel(
      PanelState state, Optional<Pace> pace, String rest, int width, Marks marks) {
    this.state = state;
    this.pace = pace;
    this.standing = rest;
    this.width = width;
    this.marks = marks;
  }

  /**
   * Lines of a run that goes on.
   *
   * @param width of the longest line, in characters
   * @param height how many lines there may be
   */
  public static List<String> goingOn(
      PanelState state, Pace pace, int width, int height, Marks marks) {
    return new TerminalPanel(state, Optional.of(pace), "", width, marks).lines(height);
  }

  /**
   * Lines of a run that nobody develops.
   *
   * @param rest why, in a word
   * @param width of the longest line, in characters
   * @param height how many lines there may be
   */
  public static List<String> resting(
      PanelState state, String rest, int width, int height, Marks marks) {
    return new TerminalPanel(state, Optional.empty(), rest, width, marks).lines(height);
  }

  private List<String> lines(int height) {
    if (height < FEWEST) {
      return List.of(marks.cut(line(), width).stripTrailing());
    }
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.add(labelled("done", list(PanelState.Standing.DONE, true)));
    lines.add(labelled(pace.isPresent() ? "now" : "last", now()));
    lines.add(labelled("to come", list(PanelState.Standing.TO_COME, false)));
    lines.addAll(curves());
    List<String> alive = alive();
    lines.addAll(block("alive", alive, alive.size()));
    int room = Math.min(MOST, height) - OTHERS - alive.size();
    lines.addAll(block("deaths", deaths(), Math.min(DEATHS, room)));
    lines.add(labelled("event", state.event().isEmpty() ? NONE : state.event()));
    return lines.stream().map(line -> marks.cut(line, width).stripTrailing()).toList();
  }

  private static String labelled(String label, String text) {
    return String.format(Locale.ROOT, "%-" + LABEL + "s%s", label, text);
  }

  /** So many lines, of which the first has the label. */
  private static List<String> block(String label, List<String> texts, int lines) {
    List<String> block = new ArrayList<>();
    for (int k = 0; k < lines; k++) {
      block.add(labelled(k == 0 ? label : "", k < texts.size() ? texts.get(k) : ""));
    }
    return block;
  }

  private int room() {
    return width - LABEL;
  }

  /** Cut, not rounded: 100 % is all. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%3d %%", (int) Math.floor(100 * share));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%5.1f %%", 100 * share);
  }

  /** Of the steps of all stages, 0 to 1. */
  private double done() {
    return state.steps() == 0 ? 0 : (double) state.done() / state.steps();
  }

  private String left() {
    return pace.map(p -> p.left(state.steps() - state.done())).orElse(standing);
  }

  private String title() {
    List<String> parts = new ArrayList<>();
    parts.add(state.run());
    if (state.hasEnd()) {
      parts.add(percent(done()));
      parts.add("step %s of %s".formatted(count(state.step()), count(state.steps())));
      pace.ifPresent(p -> parts.add(p.gone() + " so far"));
      parts.add(left());
    } else {
      parts.add("step %s, without an end".formatted(count(state.step())));
      parts.add(pace.map(p -> p.gone() + " so far").orElse(standing));
    }
    return String.join("  ", parts);
  }

  /** All in one line, where a panel has no room. */
  private String line() {
    return state.hasEnd()
        ? "%s %s [%s] %s  %s"
            .formatted(state.run(), percent(done()), marks.bar(done(), BAR), left(), state.part())
        : title() + "  " + state.part();
  }

  /** Names of stages in a line; of what is done the last ones, of what is to come the first. */
  private String list(PanelState.Standing standing, boolean lastOnes) {
    String names = String.join(", ", state.names(standing));
    if (names.isEmpty()) {
      return NONE;
    }
    return lastOnes ? marks.cutFront(names, room()) : marks.cut(names, room());
  }

  private String now() {
    return state.goingOn().map(this::now).orElse(NONE);
  }

  private String now(PanelState.Stage stage) {
    if (stage.steps() == Course.ENDLESS) {
      return "%s  %s steps, without an end".formatted(state.part(), count(stage.done()));
    }
    if (stage.steps() == 0) {
      return state.part();
    }
    double share = (double) stage.done() / stage.steps();
    String end =
        percent(share) + pace.map(p -> "  " + p.left(stage.steps() - stage.done())).orElse("");
    int free = room() - end.length() - 5; // for the name and the bar
    int part = Math.min(PART, free - NARROWEST);
    if (part < NARROWEST) {
      return "%s  %s".formatted(marks.cut(state.part(), Math.max(1, free + 3)), end);
    }
    String name = String.format(Locale.ROOT, "%-" + part + "s", marks.cut(state.part(), part));
    return "%s  [%s] %s".formatted(name, marks.bar(share, Math.min(BAR, free - part)), end);
  }

  /** Both have one axis, from step 0 to now: what lies above each other belongs together. */
  private List<String> curves() {
    String all = "  (100 %% = %s)".formatted(count(state.possible()));
    int texts = Math.max(SHARES + all.length(), ACCURACIES);
    int curve = Math.max(NARROWEST, Math.min(WIDEST, room() - 2 - texts));
    Curve density = state.density();
    Curve accuracy = state.accuracy();
    return List.of(
        labelled(
            "density",
            density.isEmpty()
                ? NONE
                : "%s  %s to %s%s"
                    .formatted(
                        density.text(curve, state.step(), 0, 1, marks),
                        share(density.first()),
                        share(density.last()),
                        all)),
        labelled(
            "accuracy",
            accuracy.isEmpty()
                ? NONE
                : "%s  %s"
                    .formatted(
                        accuracy.text(
                            curve, state.step(), accuracy.lowest(), accuracy.highest(), marks),
                        accuracies(accuracy))));
  }

  private String accuracies(Curve accuracy) {
    String ends = String.format(Locale.ROOT, "  %.3f to   %.3f", accuracy.first(), accuracy.last());
    if (accuracy.lowest() == accuracy.highest()) {
      return ends;
    }
    return String.format(
        Locale.ROOT,
        "%s  (%s %.3f, %s %.3f)",
        ends,
        marks.levels.charAt(0),
        accuracy.lowest(),
        marks.levels.charAt(marks.levels.length() - 1),
        accuracy.highest());
  }

  private List<String> alive() {
    List<PanelState.Alive> all = state.alive();
    int shown = all.size() > PROJECTIONS ? PROJECTIONS - 1 : all.size();
    TextTable table = new TextTable(1);
    all.subList(0, shown).forEach(alive -> row(table, alive));
    if (shown < all.size()) {
      List<PanelState.Alive> others = all.subList(shown, all.size());
      row(table, PanelState.Alive.together(others.size() + " others", others));
    }
    return table.lines();
  }

  private static void row(TextTable table, PanelState.Alive alive) {
    String possible = count(alive.possible());
    table.row(
        alive.projection(),
        String.format(Locale.ROOT, "%," + possible.length() + "d", alive.living()),
        "of",
        possible,
        share((double) alive.living() / alive.possible()));
  }

  private List<String> deaths() {
    if (state.deaths().isEmpty()) {
      return List.of(NONE);
    }
    int digits = state.deaths().stream().mapToInt(d -> count(d.count()).length()).max().orElse(0);
    TextTable table = new TextTable(3);
    state
        .deaths()
        .forEach(
            d ->
                table.row(
                    d.stage(),
                    d.projection(),
                    String.format(Locale.ROOT, "%," + digits + "d by %s", d.count(), why(d))));
    return table.lines();
  }

  /** As in {@code fisher, hazard 0.019}: the number is the threshold. */
  private static String why(PanelState.Deaths deaths) {
    int name = deaths.selection().indexOf('(');
    String selection = name < 0 ? deaths.selection() : deaths.selection().substring(0, name);
    return deaths.rule()
        + (selection.isEmpty() ? "" : ", " + selection)
        + (Double.isNaN(deaths.threshold()) ? "" : " " + digits(deaths.threshold()));
  }

  /** Three digits that count. */
  private static String digits(double number) {
    return new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
