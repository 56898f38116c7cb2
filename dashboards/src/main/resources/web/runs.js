// The list of runs. It asks again by itself while somebody looks.

import { pages } from "./api.js";
import { element, progress, say, state } from "./dom.js";
import { ago, count, exact, percent, share } from "./format.js";
import { asked, remember } from "./link.js";
import { COLUMNS, matching, sorted } from "./listing.js";

const AGAIN = 3000; // milliseconds
const PAGES = 20; // of 200 runs

const table = document.querySelector("table");
const search = document.getElementById("search");
const options = asked();
let runs = [];
let whole = true;

function column() {
  return options.sort in COLUMNS ? options.sort : "changed";
}

function descending() {
  return options.order === undefined ? COLUMNS[column()].falls === true : options.order === "descending";
}

function heads() {
  const row = table.tHead.rows[0];
  for (const [key, { name, number }] of Object.entries(COLUMNS)) {
    row.append(
      element(
        number ? "th.number" : "th",
        { scope: "col", role: "columnheader", "data-key": key },
        element("button", { type: "button", onclick: () => order(key) }, name),
      ),
    );
  }
}

function order(key) {
  const same = key === column();
  const falls = same ? !descending() : COLUMNS[key].number === true || COLUMNS[key].falls === true;
  Object.assign(options, { sort: key, order: falls ? "descending" : "ascending" });
  remember(options);
  draw();
}

const CELLS = {
  run: (run) => element("a", { href: `/runs/${encodeURIComponent(run.run)}` }, run.run),
  state: (run) => state(run.state),
  experiment: (run) => run.experiment,
  stage: (run) => run.stage || "\u2013",
  progress: (run) => progress(run.progress, percent(run.progress, 0)),
  density: (run) => percent(run.density),
  accuracy: (run) => share(run.accuracy),
  synapses: (run) => count(run.synapses < 0 ? NaN : run.synapses),
  changed: (run) => {
    const time = run.changed || run.began;
    return element("time", { title: exact(time), datetime: time }, ago(time, Date.now()));
  },
};

/** Rows stay where they can, so that focus and selection do. */
function draw() {
  const shown = sorted(matching(runs, search.value), column(), descending());
  for (const head of table.tHead.rows[0].cells) {
    if (head.dataset.key === column()) {
      head.setAttribute("aria-sort", descending() ? "descending" : "ascending");
    } else {
      head.removeAttribute("aria-sort");
    }
  }
  const body = table.tBodies[0];
  const known = new Map([...body.rows].map((row) => [row.dataset.run, row]));
  shown.forEach((run, place) => {
    const row = known.get(run.run) ?? newRow(run);
    known.delete(run.run);
    fill(row, run);
    if (body.rows[place] !== row) {
      body.insertBefore(row, body.rows[place] ?? null);
    }
  });
  known.forEach((row) => row.remove());
  table.hidden = runs.length === 0;
  document.getElementById("none").hidden = runs.length > 0;
  document.getElementById("unmatched").hidden = runs.length === 0 || shown.length > 0;
  say(document.getElementById("said"), summary(shown.length));
}

function summary(shown) {
  const going = runs.filter((run) => run.state === "running").length;
  const all = runs.length === 1 ? "1 run" : `${count(runs.length)} runs`;
  const part = shown === runs.length ? all : `${count(shown)} of ${all}`;
  return `${part}, ${going === 0 ? "none" : count(going)} running${whole ? "" : "; there are more than are listed"}`;
}

function newRow(run) {
  const row = element("tr", { role: "row", "data-run": run.run });
  for (const [key, { name, number }] of Object.entries(COLUMNS)) {
    const kind = key === "run" ? "td.name" : number ? "td.number" : "td";
    row.append(element(kind, { role: "cell", "data-key": key, "data-label": name }));
  }
  return row;
}

function fill(row, run) {
  Object.keys(COLUMNS).forEach((key, place) => {
    const cell = row.cells[place];
    const content = CELLS[key](run);
    if (typeof content === "string") {
      say(cell, content);
    } else if (cell.firstElementChild?.outerHTML !== content.outerHTML) {
      cell.replaceChildren(content);
    }
  });
}

async function list() {
  const trouble = document.getElementById("trouble");
  try {
    const found = await pages("/api/runs?limit=200", "runs", PAGES, (page) =>
      page.next === null ? null : `/api/runs?limit=200&after=${encodeURIComponent(page.next)}`,
    );
    runs = found.all;
    whole = found.whole;
    trouble.hidden = true;
    draw();
  } catch (error) {
    trouble.hidden = false;
    say(trouble, error.message);
    say(document.getElementById("said"), "reconnecting");
  }
}

async function keepListing() {
  if (document.visibilityState === "visible") {
    await list();
  }
  setTimeout(keepListing, AGAIN);
}

search.value = options.search ?? "";
search.addEventListener("input", () => {
  options.search = search.value;
  remember(options);
  draw();
});
heads();
keepListing();
