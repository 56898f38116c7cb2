// The last deaths before the moment, and the first synapses of each.

import { about, ask, newest } from "../api.js";
import { element } from "../dom.js";
import { count, real } from "../format.js";
import { panel } from "../panel.js";
import { courseAt } from "../track.js";

const MOST = 12; // deaths that are listed
const SYNAPSES = 12; // of one of them
const LARGEST = 4000; // synapses of an event that is looked into without being asked

/** The panel of the last deaths. */
export function deaths(context) {
  let view = null;
  let rows = [];
  let opened = null; // number of the event whose synapses are listed
  const frame = panel(context.run, {
    name: "deaths",
    title: "Last deaths",
    about: "Decisions by which synapses died, and neurons that died, the newest first, in the course of the moment. Choose one to see its synapses.",
    table: () => ({
      columns: ["event", "step", "what", "died", "rule", "threshold"],
      rows: rows.map((row) => [row.seq, row.step, row.what, row.count, row.rule, row.threshold]),
    }),
  });
  const list = element("div.scroll", { tabindex: 0, role: "region", "aria-label": "last deaths" });
  const inside = element("div.inside");
  frame.body.append(list, inside);
  const request = newest(
    (answer) => {
      frame.problem(null);
      const event = answer.events[0];
      inside.replaceChildren(...synapseList(event, context));
    },
    (error) => frame.problem(error),
    frame.busy,
  );
  const open = (row) => {
    opened = row.seq;
    const address = `${about(context.run, "events")}?from=${row.seq}&limit=1&synapses=true`;
    request(row.seq, () => ask(address));
  };
  return {
    draw(now) {
      view = now;
      rows = lastDeaths(view).slice(0, MOST);
      frame.note(view.momentsWhole ? "" : "There are more deaths of neurons than this page has read.");
      list.replaceChildren(rows.length === 0 ? element("p.empty", {}, "Nobody has died yet.") : tableOf(rows, open));
      const newestDecision = rows.find((row) => row.synapses);
      if (newestDecision === undefined) {
        inside.replaceChildren();
        opened = null;
      } else if (!rows.some((row) => row.seq === opened) && newestDecision.count <= LARGEST) {
        context.soon("deaths", () => open(newestDecision));
      }
    },
  };
}

/** Deaths up to the moment in the course that it belongs to, the newest first. */
export function lastDeaths(view) {
  const name = (place) => view.whole.courses[place]?.name;
  const course = name(courseAt(view.whole.courses, view.at));
  const synapses = view.decisions.rows
    .filter((row) => row.kind === "pruned" && name(row.course) === course)
    .map((row) => ({ ...row, what: row.projection, synapses: true }));
  const neurons = view.moments
    .filter((event) => event.kind === "neurons-died" && name(courseAt(view.whole.courses, event.seq)) === course)
    .map((event) => ({
      seq: event.seq,
      step: event.step,
      what: `${event.population} ${event.neurons.slice(0, 4).join(", ")}${event.count > 4 ? ", ..." : ""}`,
      count: event.count,
      rule: event.count === 1 ? "neuron" : "neurons",
      threshold: null,
      neurons: event.neurons,
      population: event.population,
    }));
  return [...synapses, ...neurons].sort((a, b) => b.seq - a.seq);
}

function tableOf(rows, open) {
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const text of ["event", "step", "of", "died", "by", "threshold"]) {
    head.append(element("th", { scope: "col" }, text));
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    const event = line.insertCell();
    event.append(
      row.synapses
        ? element(
            "button.link",
            { type: "button", "aria-label": `synapses of event ${row.seq}`, onclick: () => open(row) },
            count(row.seq),
          )
        : count(row.seq),
    );
    event.className = "number";
    for (const [text, number] of [
      [count(row.step), true],
      [row.what, false],
      [count(row.count), true],
      [row.rule, false],
      [row.threshold === null ? "\u2013" : real(row.threshold), true],
    ]) {
      const cell = line.insertCell();
      cell.textContent = text;
      cell.className = number ? "number" : "";
    }
  }
  return table;
}

/** The most important synapses of an event, each a way to its record. */
function synapseList(event, context) {
  const all = [...(event?.synapses ?? [])].sort((a, b) => (b.importance ?? -1) - (a.importance ?? -1));
  if (all.length === 0) {
    return [];
  }
  const network = context.network()[event.projection];
  const items = all.slice(0, SYNAPSES).map((synapse) =>
    element(
      "li",
      {},
      element(
        "button.link",
        {
          type: "button",
          onclick: () =>
            context.open({ of: "synapse", projection: event.projection, pre: synapse.pre, post: synapse.post }),
        },
        `${network.pre} ${synapse.pre} \u2192 ${network.post} ${synapse.post}`,
      ),
      ` importance ${real(synapse.importance)}, weight ${real(synapse.weight)}`,
    ),
  );
  const more = all.length > SYNAPSES ? `the ${SYNAPSES} most important of ${count(all.length)}` : `all ${all.length}`;
  return [
    element("h3", {}, `Event ${count(event.seq)}, ${event.projection}: ${more}`),
    element("ol.synapses", {}, ...items),
  ];
}
