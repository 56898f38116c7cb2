// How a run went, as points over its steps: what the server has folded, continued by the events that
// come after it. Nothing here draws.

/**
 * A track from the server's answers.
 *
 * @param series answer of /series
 * @param network answer of /projections
 * @return courses, points and measures, who lives after the last of them, and the number of the last
 *     event that is in them
 */
export function trackOf(series, network) {
  const columns = series.series;
  const points = columns.step.map((step, row) => ({
    course: columns.course[row],
    first: columns["first-step"][row],
    step,
    seq: columns.seq[row],
    births: columns.births[row],
    deaths: columns.deaths[row],
    synapses: pick(columns.synapses, row),
    neurons: pick(columns.neurons, row),
  }));
  const measures = series.measures.map((of) => ({
    measure: of.measure,
    of: of.of,
    course: of.course,
    readings: of.step.map((step, row) => ({
      step,
      seq: of.seq[row],
      value: of.value[row],
      synapses: of.synapses[row],
      neurons: of.neurons[row],
    })),
  }));
  const end = points.at(-1) ?? { synapses: unborn(network), neurons: populations(network) };
  const numbers = [
    ...points.map((point) => point.seq),
    ...measures.flatMap((of) => of.readings.map((reading) => reading.seq)),
  ];
  return {
    courses: series.courses.map(({ course, seq, step, fence }) => ({ name: course, seq, step, fence })),
    points,
    measures,
    folded: Math.max(series.folded, ...series.measures.map((of) => of.folded)),
    synapses: { ...end.synapses },
    neurons: { ...end.neurons },
    step: series.step,
    last: numbers.reduce((a, b) => Math.max(a, b), 0),
  };
}

function pick(columns, row) {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]]));
}

function unborn(network) {
  return Object.fromEntries(network.map((projection) => [projection.projection, 0]));
}

/** How many neurons each population was made of. */
export function populations(network) {
  const sizes = {};
  for (const projection of network) {
    sizes[projection.pre] = projection["pre-neurons"];
    sizes[projection.post] = projection["post-neurons"];
  }
  return sizes;
}

/**
 * Adds an event to a track. One that is in it already changes nothing.
 *
 * @return whether the track now goes on as before; false where the network became again what it was
 *     earlier, or where events are missing: then only the server knows who lives
 */
export function append(track, event) {
  if (event.seq <= track.last) {
    return true;
  }
  if (event.kind === "branched" || event.seq > track.last + 1) {
    return false;
  }
  track.last = event.seq;
  track.step = event.step;
  switch (event.kind) {
    case "synapses-formed":
      track.synapses[event.projection] += event.count;
      note(track, event, event.count, 0);
      break;
    case "synapses-pruned":
      track.synapses[event.projection] -= event.count;
      note(track, event, 0, event.count);
      break;
    case "neurons-died":
      track.neurons[event.population] -= event.count;
      note(track, event, 0, 0);
      break;
    case "evaluated":
      read(track, event);
      break;
    default: // nobody came or went
  }
  return true;
}

/** What happens at one step of a course belongs to one fence, and is one point. */
function note(track, event, births, deaths) {
  const course = track.courses.length - 1;
  const last = track.points.at(-1);
  const same = last !== undefined && last.course === course && last.step === event.step;
  const point = {
    course,
    first: same ? last.first : event.step,
    step: event.step,
    seq: event.seq,
    births: births + (same ? last.births : 0),
    deaths: deaths + (same ? last.deaths : 0),
    synapses: { ...track.synapses },
    neurons: { ...track.neurons },
  };
  if (same) {
    track.points[track.points.length - 1] = point;
  } else {
    track.points.push(point);
  }
}

function read(track, event) {
  const course = track.courses.length - 1;
  let readings = track.measures.find(
    (of) => of.measure === event.measure && of.of === event.of && of.course === course,
  );
  if (readings === undefined) {
    readings = { measure: event.measure, of: event.of, course, readings: [] };
    track.measures.push(readings);
  }
  readings.readings.push({
    step: event.step,
    seq: event.seq,
    value: event.value,
    synapses: event.synapses,
    neurons: event.neurons,
  });
}

/** A track as it was after an event: later points and readings are left out. */
export function cut(track, at) {
  return {
    ...track,
    courses: track.courses.filter((course) => course.seq <= at),
    points: track.points.filter((point) => point.seq <= at),
    measures: track.measures
      .map((of) => ({ ...of, readings: of.readings.filter((reading) => reading.seq <= at) }))
      .filter((of) => of.readings.length > 0),
  };
}

/** Place in the list of courses of the one that an event belongs to. */
export function courseAt(courses, seq) {
  return courses.findLastIndex((course) => course.seq <= seq);
}

/**
 * Tells how many steps a network has lived at a step of the run. Courses are developed one after
 * another, so steps of the run pass over the main one while its controls develop: without this
 * they would lie side by side and could not be compared.
 *
 * @param courses as the server lists them
 * @param steps of the fences that courses go back to, by sequence number
 * @return of a course, by place in the list, and a step of the run
 */
export function lifetime(courses, steps) {
  const offsets = [];
  courses.forEach((course, place) => {
    const parent = courseAt(courses.slice(0, place), course.fence);
    offsets.push(parent < 0 ? 0 : course.step - (steps[course.fence] - offsets[parent]));
  });
  return (course, step) => step - (offsets[course] ?? 0);
}

/** The last step of each course: the next one begins there, or the run has come so far. */
export function ends(courses, step) {
  return courses.map((_, place) => courses[place + 1]?.step ?? step);
}

/** Decisions in rows, from the server's columns. */
export function decisionsOf(answer) {
  const columns = answer.decisions;
  const rows = columns.step.map((step, row) => ({
    course: columns.course[row],
    first: columns["first-step"][row],
    step,
    seq: columns.seq[row],
    projection: columns.projection[row],
    kind: columns.kind[row],
    rule: columns.rule[row],
    selection: columns.selection[row],
    threshold: columns.threshold[row],
    count: columns.count[row],
    folded: columns.folded[row],
  }));
  return {
    rows,
    folded: answer.folded,
    last: answer.at ?? rows.reduce((last, row) => Math.max(last, row.seq), 0),
  };
}

/** As the server tells who decides: without the number of a count, which is the count. */
const uncounted = (who) => who?.replace(/^(layer-random|layer-count)\(\d+\)$/, "$1") ?? null;

/** Adds an event to decisions; one that is in them already, or is none, changes nothing. */
export function decided(decisions, event, course) {
  if (event.seq <= decisions.last) {
    return;
  }
  decisions.last = event.seq;
  const kind = { "synapses-formed": "formed", "synapses-pruned": "pruned" }[event.kind];
  if (kind !== undefined) {
    decisions.rows.push({
      course,
      first: event.step,
      step: event.step,
      seq: event.seq,
      projection: event.projection,
      kind,
      rule: uncounted(event.rule),
      selection: uncounted(event.selection),
      threshold: event.threshold,
      count: event.count,
      folded: 1,
    });
  }
}

/** Stages and rounds of the main course as marks: name, step and course where each began. */
export function marks(moments, courses) {
  return moments
    .filter((event) => event.kind === "stage-started")
    .map((event) => ({
      name: event.stage,
      step: event.step,
      seq: event.seq,
      course: courseAt(courses, event.seq),
      round: /^[^/]+\/(\d+)$/.exec(event.stage)?.[1] ?? null,
      stage: !event.stage.includes("/"),
    }))
    .filter((mark) => (mark.stage || mark.round !== null) && courses[mark.course]?.name === "main");
}
