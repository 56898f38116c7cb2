// The page of a run: follows its events, and shows it as it was at any of them.

import { about, ask, newest, pages } from "./api.js";
import { onLight } from "./chart.js";
import { element } from "./dom.js";
import { connected, facts, introduce, trouble } from "./header.js";
import { asked, remember } from "./link.js";
import { changes } from "./panels/changes.js";
import { deaths } from "./panels/deaths.js";
import { fantasies } from "./panels/fantasies.js";
import { fields } from "./panels/fields.js";
import { importances } from "./panels/importances.js";
import { neurons, synapses } from "./panels/living.js";
import { matrix } from "./panels/matrix.js";
import { measures } from "./panels/measures.js";
import { rates } from "./panels/rates.js";
import { record, written } from "./panels/record.js";
import { follow } from "./stream.js";
import { time } from "./time.js";
import { append, courseAt, decided, decisionsOf, populations, trackOf } from "./track.js";
import { shownSeq, viewOf } from "./view.js";

const POINTS = 800; // that are asked for
const MANY = 2400; // points after which the server folds them anew
const POLL = 5000; // milliseconds between questions for the state of the run
const FRAME = 400; // milliseconds between drawings while events come
const REST = 1500; // milliseconds between two questions of a panel while events come
const GLANCE = 80; // the same while somebody looks for a moment of the past
const MOMENT_KINDS = ["stage-started", "neurons-died", "changed", "lesioned"];
const MOMENT_PAGES = 100;

const PANELS = [synapses, neurons, changes, importances, measures, matrix, deaths, fields, fantasies, rates, record];

const run = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1));
const options = asked();
const store = {
  about: null, // the run in a line
  projections: {},
  populations: {},
  track: null,
  decisions: null,
  moments: [], // stages, deaths of neurons, interventions
  momentsWhole: true,
  snapshots: [],
  fences: {}, // steps of events that courses go back to
  newest: null, // the last event that was heard of
  last: 0, // number of the last event
  moment: null, // what is known of the shown event, if it was asked for
  recoloured: false, // whether all must be drawn anew
};
const timers = new Map();
let panels = [];
let bar = null;
let stopFollowing = null;
let drawing = null;

const context = {
  run,
  options,
  soon,
  redraw,
  network: () => store.projections,
  at: () => shownSeq(store, options),
  choose(chosen) {
    Object.assign(options, chosen);
    remember(options);
    redraw();
  },
  moment: (seq) => context.choose({ at: seq }),
  open(of) {
    context.choose({ record: written(of) });
    panels.at(-1).focus();
  },
};

/** Does something for a panel now, or soon, but not more often than now and then. */
function soon(name, act) {
  const timer = timers.get(name) ?? { next: 0, waiting: null };
  timers.set(name, timer);
  clearTimeout(timer.waiting);
  const pause = options.at === undefined || options.at === null ? REST : GLANCE;
  const wait = Math.max(0, Math.min(timer.next - performance.now(), pause));
  timer.waiting = setTimeout(() => {
    timer.next = performance.now() + pause;
    act();
  }, wait);
}

/** Draws soon; many events at once are drawn once. */
function redraw(wait = 0) {
  drawing ??= setTimeout(() => {
    drawing = null;
    if (store.track !== null) {
      draw(viewOf(store, options));
    }
  }, wait);
}

function draw(view) {
  learnMoment(view);
  facts(store.about, view);
  bar.draw(view);
  panels.forEach((panel) => panel.draw(view));
  store.recoloured = false;
  document.querySelector(".choice.axis").hidden = store.track.courses.length < 2;
}

const askMoment = newest((answer) => {
  store.moment = answer;
  redraw();
}, trouble);

/** What happened at the moment, and exactly who lived after it. */
function learnMoment({ at, event }) {
  if (at === 0 || event !== null) {
    return;
  }
  askMoment(at, async () => {
    const [{ events }, { projections }] = await Promise.all([
      ask(`${about(run, "events")}?from=${at}&limit=1`),
      ask(`${about(run, "projections")}?at=${at}`),
    ]);
    return {
      at,
      event: events[0],
      synapses: Object.fromEntries(projections.map((of) => [of.projection, of.living])),
    };
  });
}

/** Everything that is recorded so far, and then what happens. */
async function load() {
  stopFollowing?.();
  const network = (await ask(about(run, "projections"))).projections;
  // in this order: what is asked for later knows of no fewer events
  const track = trackOf(await ask(`${about(run, "series")}?points=${POINTS}`), network);
  const decisions = decisionsOf(await ask(`${about(run, "decisions")}?points=${POINTS}`));
  await Promise.all([learnFences(track.courses), listSnapshots()]);
  store.projections = Object.fromEntries(network.map((projection) => [projection.projection, projection]));
  store.populations = populations(network);
  store.track = track;
  store.decisions = decisions;
  store.last = Math.max(store.last, store.about.events, track.last, decisions.last);
  listMoments().catch(trouble);
  if (store.about.state === "finished" && store.track.last >= store.about.events) {
    connected("ended", "finished");
  } else {
    stopFollowing = follow(run, store.track.last, {
      event: heard,
      state: connected,
      asked: async () => (await poll())?.state,
    });
  }
  redraw();
}

/** Stages and deaths of neurons up to now; those that happen meanwhile are behind them. */
async function listMoments() {
  const { all, whole } = await pages(momentsFrom(1), "events", MOMENT_PAGES, (page) =>
    page.more ? momentsFrom(page.next) : null,
  );
  const last = all.at(-1)?.seq ?? 0;
  store.moments = [...all, ...store.moments.filter((event) => event.seq > last)];
  store.momentsWhole = whole;
  redraw();
}

function momentsFrom(seq) {
  const kinds = MOMENT_KINDS.map((kind) => `&kind=${kind}`).join("");
  return `${about(run, "events")}?from=${seq}&limit=1000${kinds}`;
}

async function learnFences(courses) {
  for (const { fence } of courses) {
    if (fence > 0 && store.fences[fence] === undefined) {
      const { events } = await ask(`${about(run, "events")}?from=${fence}&limit=1`);
      store.fences[fence] = events[0].step;
    }
  }
}

async function listSnapshots() {
  store.snapshots = (await ask(about(run, "snapshots"))).snapshots.filter((one) => one.seq !== null);
}

function heard(event) {
  const goesOn = append(store.track, event);
  decided(store.decisions, event, courseAt(store.track.courses, event.seq));
  store.newest = event;
  store.last = Math.max(store.last, event.seq);
  if (MOMENT_KINDS.includes(event.kind) && event.seq > (store.moments.at(-1)?.seq ?? 0)) {
    store.moments.push(event);
  }
  if (event.kind === "snapshot") {
    soon("snapshots", () => listSnapshots().then(() => redraw(), trouble));
  }
  if (!goesOn || store.track.points.length > MANY) {
    stopFollowing();
    reload();
  }
  redraw(FRAME);
}

/** Asks the server for everything again, until it answers. */
function reload() {
  load().then(
    () => trouble(null),
    (error) => {
      trouble(error);
      connected("reconnecting");
      setTimeout(reload, POLL);
    },
  );
}

/** The run in a line, again and again: its state is not in the events. */
async function poll() {
  try {
    store.about = await ask(about(run));
    await listSnapshots();
    introduce(run, store.about);
    trouble(null);
    redraw();
    return store.about;
  } catch (error) {
    trouble(error);
    return null;
  }
}

/** On which steps the courses of all panels are drawn. */
function axisChoice() {
  const select = element("select", { onchange: () => context.choose({ axis: select.value }) });
  for (const [value, text] of [["lived", "from where they branched"], ["run", "one after another"]]) {
    select.append(element("option", { value, selected: value === options.axis }, text));
  }
  document.getElementById("time").append(element("label.choice.axis", { hidden: true }, "controls are drawn ", select));
}

async function begin() {
  store.about = await ask(about(run));
  introduce(run, store.about);
  bar = time(context);
  axisChoice();
  panels = PANELS.map((make) => make(context));
  await load();
  const anew = () => {
    store.recoloured = true;
    redraw();
  };
  onLight(anew);
  addEventListener("resize", anew);
  setInterval(() => document.visibilityState === "visible" && poll(), POLL);
}

begin().catch((error) => {
  trouble(error);
  if (error.status === 404) {
    connected("ended", "there is no such run");
  } else {
    connected("reconnecting");
    setTimeout(() => location.reload(), POLL);
  }
});
