// Lines over steps, of every course: what the panels of synapses, neurons and measures share.

import { axis, colour, dash, ink } from "./chart.js";
import { count } from "./format.js";

/** Names of the courses of a track, each once, in order. */
export function courseNames(track) {
  return [...new Set(track.courses.map((course) => course.name))];
}

/**
 * Points of a course by its name, over the steps of the view. Stretches that do not follow each other
 * are parted by a gap.
 *
 * @param value of a point, null for a gap
 * @param held whether values hold until the course ends
 * @return rows of step, value and the point itself
 */
export function line(view, name, value, held) {
  const rows = [];
  view.track.courses.forEach((course, place) => {
    if (course.name !== name) {
      return;
    }
    const points = view.track.points.filter((point) => point.course === place);
    if (rows.length > 0 && points.length > 0 && rows.at(-1)[0] !== view.x(place, points[0].step)) {
      rows.push([rows.at(-1)[0], null, null]);
    }
    for (const point of points) {
      rows.push([view.x(place, point.step), value(point), point]);
    }
    if (held && points.length > 0 && view.ends[place] > points.at(-1).step) {
      rows.push([view.x(place, view.ends[place]), value(points.at(-1)), points.at(-1)]);
    }
  });
  return rows;
}

/** A series that stays as it is until the next fence, since structure changes only there. */
export function stepped(name, course, place, rows, symbolOf = "none") {
  return {
    name,
    type: "line",
    step: "end",
    showSymbol: symbolOf !== "none",
    symbol: symbolOf === "none" ? "circle" : symbolOf,
    symbolSize: 5,
    connectNulls: false,
    data: rows.map(([x, y, point]) => ({ value: [x, y], point })),
    color: colour(place),
    lineStyle: { width: course === "main" ? 2 : 1.5, type: dash(course), color: colour(place) },
    emphasis: { disabled: true },
    z: course === "main" ? 3 : 2,
  };
}

/** The axis of steps; it keeps its length while the past is replayed. */
export function stepAxis(view, more = {}) {
  return axis({
    type: "value",
    name: view.aligned ? "steps that the network has lived" : "steps of the run",
    nameLocation: "middle",
    nameGap: 24,
    min: 0,
    max: Math.max(1, view.longest),
    minInterval: 1,
    splitLine: { show: false },
    axisLabel: { formatter: count, showMaxLabel: false },
    ...more,
  });
}

/** Marks where stages and rounds of the main course begin; rounds have their numbers. */
export function markLines(view, labelled = true) {
  const rounds = view.marks.filter((mark) => mark.round !== null);
  const shown = rounds.length > 40 ? view.marks.filter((mark) => mark.stage) : view.marks;
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: shown.map((mark) => ({
      xAxis: view.x(mark.course, mark.step),
      lineStyle: { color: ink("rule"), width: 1, type: mark.round === null ? "solid" : [2, 2] },
      label: {
        show: labelled && mark.round !== null,
        formatter: mark.round ?? "",
        position: "end",
        distance: 5,
        fontSize: 10,
        color: ink("quiet"),
      },
    })),
  };
}
