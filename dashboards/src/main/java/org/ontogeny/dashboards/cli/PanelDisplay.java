package org.ontogeny.dashboards.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.ontogeny.dashboards.process.StandardError;
import org.ontogeny.dashboards.process.TerminalSize;
import org.ontogeny.dashboards.view.Marks;
import org.ontogeny.dashboards.view.Pace;
import org.ontogeny.dashboards.view.PanelFold;
import org.ontogeny.dashboards.view.PanelState;
import org.ontogeny.dashboards.view.TerminalPanel;
import org.ontogeny.dashboards.view.Thinned;
import org.ontogeny.engine.event.Event;

/**
 * A panel in the last lines of a terminal. It is drawn by a thread of its own a few times a second,
 * from a copy of what the events so far come to. One lock is for the terminal, and whoever tells of
 * events and steps never takes it: the run does not wait for a terminal that has been halted.
 */
final class PanelDisplay implements ProgressDisplay {

  private static final int INTERVAL = 200; // milliseconds

  /** Of a terminal that does not know its size: one line, as short as terminals ever were. */
  private static final TerminalSize UNKNOWN = new TerminalSize(80, 1);

  private final PanelFold fold;
  private final PrintStream terminal = System.err;
  private final Marks marks = Marks.of(StandardError.charset());
  private final boolean colours = !hasText("NO_COLOR");
  private final BottomLines bottom = new BottomLines();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean resized = new AtomicBoolean(true);
  private final AtomicBoolean continued = new AtomicBoolean();
  private final Object windowSignal = Signals.register("WINCH", () -> resized.set(true));
  private final Object continueSignal = Signals.register("CONT", () -> continued.set(true));
  private final Thread painter = new Thread(this::paintAgainAndAgain, "panel");

  private TerminalSize size = UNKNOWN;
  private List<String> shown = List.of();
  private volatile Stopwatch watch; // null before the run has come to a fence

  /** Draws what comes to a fold by this display. */
  PanelDisplay(PanelFold fold) {
    this.fold = fold;
    painter.setDaemon(true);
    painter.start();
  }

  private static boolean hasText(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isEmpty();
  }

  @Override
  public void append(Event event) {
    fold.append(event);
    if (isTimed()) { // else it is one of those from before the run was resumed
      reached(event.step());
    }
  }

  @Override
  public void entered(String stage) {
    // events tell it
  }

  @Override
  public void advanced(long updates) {
    // steps tell it
  }

  @Override
  public void reached(long step) {
    reached(step, Duration.ZERO, step);
  }

  /**
   * The run has come to a step, also if it had begun before anybody watched.
   *
   * @param ago when the process that develops the run began; heard the first time only
   * @param from step at which it began
   */
  void reached(long step, Duration ago, long from) {
    fold.reached(step);
    if (watch == null) {
      watch = new Stopwatch(ago, from);
    }
    watch.reached(step);
  }

  /** Whether the run has been seen to go on. */
  boolean isTimed() {
    return watch != null;
  }

  private void paintAgainAndAgain() {
    try {
      do {
        paint();
      } while (!over.await(INTERVAL, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void paint() {
    if (over.getCount() == 0 || watch == null) {
      return;
    }
    if (continued.getAndSet(false)) { // somebody else has written meanwhile
      write(bottom.leave());
      shown = List.of();
    }
    draw(TerminalPanel.goingOn(fold.state(), watch.pace(), width(), height(), marks));
  }

  private int width() {
    if (resized.getAndSet(false)) {
      size = StandardError.size().orElse(UNKNOWN);
      shown = List.of(); // the terminal may have broken lines
    }
    return size.columns() - 1; // a line that fills a terminal may wrap
  }

  private int height() {
    return size.rows() - 1;
  }

  private void draw(List<String> lines) {
    if (!lines.equals(shown)) {
      write(bottom.draw(lines, lines.stream().map(this::painted).toList(), size.columns()));
      shown = lines;
    }
  }

  private String painted(String line) {
    int label = Math.min(line.length(), TerminalPanel.LABEL);
    return colours
        ? "\u001b[36m" + line.substring(0, label) + "\u001b[0m" + line.substring(label)
        : line;
  }

  private void write(String text) {
    terminal.print(text);
    terminal.flush();
  }

  @Override
  public synchronized void say(String line) {
    write(bottom.erase(size.columns()) + line + "\r\n");
    shown = List.of(); // it comes again below
  }

  /** Draws once more how a run stands that nobody develops, and leaves that where it is. */
  synchronized void rest(String why) {
    if (over.getCount() > 0) {
      PanelState state = fold.state();
      draw(TerminalPanel.resting(state, why, width(), height(), marks));
      write(bottom.leave());
      end();
    }
  }

  /** Leaves what is drawn where it is. */
  synchronized void leave() {
    if (over.getCount() > 0) {
      write(bottom.leave());
      end();
    }
  }

  /** Takes the panel away; it leaves an empty line, which sets off what follows. */
  @Override
  public synchronized void close() {
    if (over.getCount() > 0) {
      write(bottom.erase(size.columns()) + "\r\n");
      end();
    }
  }

  private void end() {
    over.countDown();
    Signals.unregister("WINCH", windowSignal);
    Signals.unregister("CONT", continueSignal);
  }

  /**
   * Times a run from the first step that it was seen at, or from where its process began. Its pace
   * is that of the later half of the steps since then: the beginning is slower, and stages differ.
   */
  private static final class Stopwatch {

    private record Mark(long time, long step) {} // nanoseconds

    private static final int MARKS = 100;

    private final Thinned<Mark> marks = new Thinned<>(MARKS, (a, b) -> true, (a, b) -> a);
    private final Mark first;
    private Mark last;

    Stopwatch(Duration ago, long from) {
      first = new Mark(System.nanoTime() - ago.toNanos(), from);
      last = first;
      marks.add(first);
    }

    synchronized void reached(long step) {
      if (step > last.step()) {
        last = new Mark(System.nanoTime(), step);
        marks.add(last);
      }
    }

    synchronized Pace pace() {
      long now = System.nanoTime();
      long half = first.step() + (last.step() - first.step()) / 2;
      Mark since = first;
      for (Mark mark : marks.atMost(MARKS)) {
        since = mark.step() <= half ? mark : since;
      }
      double perStep = (last.time() - since.time()) / 1e9 / (last.step() - since.step());
      return new Pace((now - first.time()) / 1e9, perStep, (now - last.time()) / 1e9);
    }
  }
}
