// What is shown: the run as it was after an event. Nothing here draws or asks.

import { before } from "./snapshots.js";
import { courseAt, cut, ends, lifetime, marks } from "./track.js";

/** The event as after which everything is shown: the one in the address, else the last. */
export function shownSeq(store, options) {
  const at = Number(options.at);
  return options.at && Number.isInteger(at) && at >= 1 && at < store.last ? at : store.last;
}

/** Everything that panels draw from. */
export function viewOf(store, options) {
  const at = shownSeq(store, options);
  const live = at === store.last;
  const exact = store.moment?.at === at ? store.moment : null;
  const track = live ? store.track : cut(store.track, at);
  const moments = live ? store.moments : store.moments.filter((event) => event.seq <= at);
  const step = live ? store.track.step : (exact?.event.step ?? lastStep(track, moments));
  if (!live && exact !== null && differs(track.points.at(-1), exact)) {
    track.points.push(endOf(track, exact, store));
  }
  const aligned = store.track.courses.length > 1 && options.axis !== "run";
  const x = aligned ? lifetime(store.track.courses, store.fences) : (_, of) => of;
  const longest = ends(store.track.courses, store.track.step).map((end, place) => x(place, end));
  return {
    at,
    live,
    end: store.last,
    step,
    event: exact?.event ?? (store.newest?.seq === at ? store.newest : null),
    running: store.about.state === "running",
    options,
    projections: store.projections,
    populations: store.populations,
    whole: store.track,
    track,
    decisions: {
      ...store.decisions,
      rows: live ? store.decisions.rows : store.decisions.rows.filter((row) => row.seq <= at),
    },
    moments,
    momentsWhole: store.momentsWhole,
    marks: marks(moments, store.track.courses),
    aligned,
    x, // of a course and a step of the run
    ends: ends(track.courses, step),
    longest: Math.max(...longest),
    // between fences the network stays as it is, so what hangs on it is asked for once
    structural: live ? (track.points.at(-1)?.seq ?? at) : at,
    snapshots: store.snapshots,
    snapshot: before(store.snapshots, at),
    recoloured: store.recoloured,
  };
}

/** The step of a moment, as far as it is known before the server has told it. */
function lastStep(track, moments) {
  return Math.max(
    track.points.at(-1)?.step ?? 0,
    moments.at(-1)?.step ?? 0,
    track.courses.at(-1)?.step ?? 0,
    ...track.measures.map((of) => of.readings.at(-1).step),
  );
}

/** Whether other synapses live at a moment than at the last fence before it. */
function differs(point, { synapses }) {
  return Object.entries(synapses).some(([name, living]) => living !== (point?.synapses[name] ?? 0));
}

/** Who lives after an event within a fence, or within several that were made one point. */
function endOf(track, { at, event, synapses }, store) {
  return {
    course: courseAt(track.courses, at),
    first: event.step,
    step: event.step,
    seq: at,
    births: 0,
    deaths: 0,
    synapses,
    neurons: track.points.at(-1)?.neurons ?? store.populations,
  };
}
