// The record of a synapse or a neuron: when it was born, when it died, and why.

import { about, ask, newest } from "../api.js";
import { element } from "../dom.js";
import { count, real } from "../format.js";
import { panel } from "../panel.js";

const AGAIN = 10000; // milliseconds

/** The panel of records. */
export function record(context) {
  let rows = { columns: [], rows: [] };
  let form = null;
  let shown = { answer: null, at: -1 };
  const frame = panel(context.run, {
    name: "record",
    title: "Record of a synapse or a neuron",
    about: "When it was born, when it died, and what decided. Indices count from 0, by original place.",
    table: () => rows,
  });
  const where = element("div");
  const said = element("div.said", { "aria-live": "polite" });
  frame.body.append(where, said);
  const show = (answer) => {
    shown = { answer, at: context.at() };
    if (answer.projection !== undefined) {
      rows = recordRows(answer);
      said.replaceChildren(...synapseRecord(answer, context));
    } else {
      rows = {
        columns: ["projection", "end", "living"],
        rows: answer.synapses.map((of) => [of.projection, of.end, of.living]),
      };
      said.replaceChildren(...neuronRecord(answer, context));
    }
  };
  const request = newest(
    (answer) => {
      frame.problem(null);
      show(answer);
    },
    (error) => {
      said.replaceChildren();
      frame.problem(error);
    },
    frame.busy,
  );
  return {
    draw(view) {
      if (form === null) {
        form = fields(view, context);
        where.append(form.node);
      }
      const asked = parsed(view.options.record, view);
      if (asked === null) {
        return;
      }
      form.show(asked);
      const address =
        asked.of === "synapse"
          ? about(context.run, "synapses", asked.projection, asked.pre, asked.post)
          : `${about(context.run, "neurons", asked.population, asked.index)}?at=${view.structural}`;
      // the server reads all synapses for a single one: while a run goes on, now and then is enough
      const age = view.running ? Math.floor(Date.now() / AGAIN) : "";
      context.soon("record", () => request(`${address} ${age}`, () => ask(address)));
      if (shown.answer?.records !== undefined && shown.at !== view.at) {
        show(shown.answer);
      }
    },
    focus: () => frame.section.scrollIntoView({ block: "nearest" }),
  };
}

/** A record as it stands in the address. */
export function written(of) {
  return of.of === "synapse"
    ? `synapse:${of.projection}:${of.pre}:${of.post}`
    : `neuron:${of.population}:${of.index}`;
}

function parsed(text, view) {
  const [of, name, a, b] = (text ?? "").split(":");
  const isIndex = (part) => /^\d{1,9}$/.test(part ?? "");
  if (of === "synapse" && view.projections[name] && isIndex(a) && isIndex(b)) {
    return { of, projection: name, pre: Number(a), post: Number(b) };
  }
  return of === "neuron" && name in view.populations && isIndex(a)
    ? { of, population: name, index: Number(a) }
    : null;
}

/** Two small forms: one for synapses, one for neurons. */
function fields(view, context) {
  const number = (label, max) => {
    const input = element("input", { type: "number", min: 0, max, step: 1, value: 0, required: true });
    return { input, node: element("label.choice", {}, `${label} `, input) };
  };
  const list = (label, names) => {
    const select = element("select", {}, ...names.map((name) => element("option", { value: name }, name)));
    return { select, node: element("label.choice", {}, `${label} `, select) };
  };
  const projection = list("synapse of", Object.keys(view.projections));
  const pre = number("pre", null);
  const post = number("post", null);
  const population = list("neuron of", Object.keys(view.populations));
  const index = number("index", null);
  const bound = () => {
    const of = view.projections[projection.select.value];
    pre.input.max = of["pre-neurons"] - 1;
    post.input.max = of["post-neurons"] - 1;
    index.input.max = view.populations[population.select.value] - 1;
  };
  projection.select.addEventListener("change", bound);
  population.select.addEventListener("change", bound);
  bound();
  let filled = null;
  const form = (parts, opened) =>
    element(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          context.open(opened());
        },
      },
      ...parts,
      element("button", { type: "submit" }, "show"),
    );
  return {
    node: element(
      "div.forms",
      {},
      form([projection.node, pre.node, post.node], () => ({
        of: "synapse",
        projection: projection.select.value,
        pre: pre.input.value,
        post: post.input.value,
      })),
      form([population.node, index.node], () => ({
        of: "neuron",
        population: population.select.value,
        index: index.input.value,
      })),
    ),
    show(asked) {
      if (filled === written(asked)) {
        return; // what somebody types meanwhile stays
      }
      filled = written(asked);
      if (asked.of === "synapse") {
        projection.select.value = asked.projection;
        pre.input.value = asked.pre;
        post.input.value = asked.post;
      } else {
        population.select.value = asked.population;
        index.input.value = asked.index;
      }
      bound();
    },
  };
}

function recordRows(answer) {
  return {
    columns: ["event", "step", "stage", "course", "kind", "rule", "selection", "threshold", "importance", "weight", "age", "draw"],
    rows: answer.records.map((entry) => [
      entry.seq,
      entry.step,
      entry.stage,
      entry.course,
      entry.kind,
      entry.rule,
      entry.selection,
      entry.threshold,
      entry.importance,
      entry.weight,
      entry.age,
      entry.draw,
    ]),
  };
}

function synapseRecord(answer, context) {
  const of = context.network()[answer.projection];
  const name = `${of.pre} ${answer.pre} \u2192 ${of.post} ${answer.post}`;
  const heading = element("h3", {}, `${answer.projection}: ${name}`);
  if (!answer.possible) {
    return [heading, element("p", {}, "This synapse cannot exist: it lies outside of the receptive field.")];
  }
  const fate = answer.alive ? "It lives at the end of what is recorded." : "It does not live at the end of what is recorded.";
  const at = context.at();
  const items = answer.records.map((entry) =>
    element(
      entry.seq > at ? "li.later" : "li",
      {},
      element("strong", {}, entry.kind === "synapses-formed" ? "born" : "died"),
      ` at step ${count(entry.step)}${entry.stage ? ` in ${entry.stage}` : ""}, event `,
      element("button.link", { type: "button", onclick: () => context.moment(entry.seq) }, count(entry.seq)),
      entry.course === "main" ? "" : `, course ${entry.course}`,
      entry.seq > at ? " (after the shown moment)" : "",
      why(entry),
    ),
  );
  return [
    heading,
    element("p", {}, items.length === 0 ? "It was never born." : fate),
    element("ol.records", {}, ...items),
    answer.more ? element("p.note", {}, "The journal has more of it than fits here.") : "",
  ];
}

function why(entry) {
  const facts = [
    ["rule", entry.rule],
    ["selection", entry.selection || null],
    ["threshold", entry.threshold === null ? null : real(Number(entry.threshold), 4)],
    ["importance", entry.importance === null ? null : real(entry.importance, 4)],
    ["weight", entry.weight === null ? null : real(entry.weight, 4)],
    ["age", entry.kind === "synapses-formed" ? null : `${count(entry.age)} steps`],
    ["own draw", entry.draw === null ? null : real(entry.draw, 4)],
  ].filter(([, value]) => value !== null && value !== undefined);
  return element(
    "dl",
    {},
    ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, String(value)))),
  );
}

const REASONS = { taken: "somebody took it", "without-synapses": "it was left without synapses" };

function neuronRecord(answer, context) {
  const died = answer.died;
  const fate =
    died === null
      ? [element("p", {}, `It lives at the shown moment.`)]
      : [
          element(
            "p",
            {},
            element("strong", {}, "died"),
            ` at step ${count(died.step)} in ${died.stage}, event `,
            element("button.link", { type: "button", onclick: () => context.moment(died.seq) }, count(died.seq)),
            `: ${REASONS[died.why] ?? died.why}.`,
          ),
        ];
  const parts = answer.synapses.map((of) =>
    element("li", {}, `${count(of.living)} living synapses of ${of.projection}, at their ${of.end} end`),
  );
  return [
    element("h3", {}, `${answer.population} ${answer.index}`),
    ...fate,
    element("ul.records", {}, ...parts),
  ];
}
