package org.ontogeny.dashboards.report;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Key;
import org.ontogeny.dashboards.report.plot.Style;

/** How courses are told apart: by the dash of their lines and by their marks. */
final class CourseStyle {

  private final Timeline timeline;

  CourseStyle(Timeline timeline) {
    this.timeline = timeline;
  }

  /** The style of a thing in a course. */
  Style of(Style thing, int course) {
    int place = place(timeline.name(course));
    return thing.dashed(place).marked(place);
  }

  private int place(String name) {
    return 1 + timeline.controls().indexOf(name) % (Style.DASHES - 1);
  }

  /** What its dashes mean; nothing where there is the main course only. */
  List<Key> keys(Curve.Form form) {
    List<Key> keys = new ArrayList<>();
    if (timeline.hasControls()) {
      keys.add(new Key(Timeline.MAIN, new Style(Style.COLOURS, 0, 0), form));
      for (String name : timeline.controls()) {
        Style grey = new Style(Style.COLOURS, 0, 0);
        keys.add(new Key("control: " + name, grey.dashed(place(name)).marked(place(name)), form));
      }
    }
    return keys;
  }
}
