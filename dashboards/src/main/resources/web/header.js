// The head of the page of a run: what it is, how far it is, and whether the page is up to date.

import { about } from "./api.js";
import { element, progress, say, state } from "./dom.js";
import { ago, count, exact, percent, share } from "./format.js";

const PARTS = ["series", "decisions", "events", "operations", "projections", "specification", "checkpoints", "snapshots"];

let introduced = null;

/** Says which run this is, and where its numbers come from. */
export function introduce(run, told) {
  const key = JSON.stringify([told.provenance, told.holder]);
  if (key === introduced) {
    return; // so that a selection in it stays
  }
  introduced = key;
  say(document.getElementById("run"), run);
  say(document.getElementById("here"), run);
  say(document.getElementById("description"), `${told.experiment}: ${told.description || "no description"}`);
  document.title = `Ontogeny: ${run}`;
  const provenance = document.getElementById("provenance");
  provenance.hidden = false;
  provenance.querySelector("dl").replaceChildren(
    ...Object.entries({ ...told.provenance, "developed by": told.holder ?? "nobody at present" })
      .filter(([, value]) => value !== "")
      .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
  document
    .getElementById("elsewhere")
    .replaceChildren(
      "The same as JSON: ",
      ...PARTS.flatMap((part) => [element("a", { href: about(run, part) }, part), " "]),
    );
}

/** The state of the run and its counts at the shown moment. */
export function facts(told, view) {
  const counts = view.track.points.at(-1);
  const living = counts ? sum(Object.values(counts.synapses)) : told.synapses < 0 ? NaN : told.synapses;
  const possible = sum(Object.values(view.projections).map((of) => of.possible));
  const readings = view.track.measures
    .filter((of) => of.measure === "accuracy" && of.of !== "pixels")
    .filter((of) => view.track.courses[of.course]?.name === "main");
  const made = readings.some((of) => of.of === "output") ? "output" : "encodings";
  const then = view.live ? "" : " then";
  const changed = told.changed || told.began;
  fill([
    ["state", state(told.state)],
    ["progress", progress(told.progress, percent(told.progress, 0))],
    [`living synapses${then}`, `${count(living)} of ${count(possible)} possible, ${percent(living / possible)}`],
    [`accuracy of ${made}${then}`, share(readings.flatMap((of) => of.readings).at(-1)?.value)],
    [`step${then}`, count(view.step)],
    ["events", count(view.end)],
    ["seed", String(told.seed)],
    ["backend", told.provenance.backend || "\u2013"],
    ["last change", element("time", { title: exact(changed), datetime: changed }, ago(changed, Date.now()))],
  ]);
}

function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

function fill(all) {
  const list = document.getElementById("facts");
  if (list.childElementCount === 0) {
    all.forEach(() => list.append(element("div", {}, element("dt"), element("dd"))));
  }
  all.forEach(([name, value], place) => {
    const [term, told] = list.children[place].children;
    say(term, name);
    if (typeof value === "string") {
      say(told, value);
    } else if (told.firstElementChild?.outerHTML !== value.outerHTML) {
      told.replaceChildren(value);
    }
  });
}

/** Says whether the page hears of what happens: live, reconnecting or ended, and a word more. */
export function connected(word, told = "") {
  const node = document.getElementById("connection");
  const more = told === "" ? "" : `: ${told}`;
  if (node.textContent !== word + more) {
    node.replaceChildren(state(word), more);
  }
}

/** Says what goes wrong; null for nothing. */
export function trouble(error) {
  const node = document.getElementById("trouble");
  node.hidden = error === null;
  say(node, error === null ? "" : error.message);
}
