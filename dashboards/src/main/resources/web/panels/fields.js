// Receptive fields of the recorded snapshot before the moment.

import { about, ask, newest } from "../api.js";
import { diverging, hatched, paint, rgb } from "../cells.js";
import { ink } from "../chart.js";
import { element } from "../dom.js";
import { count, real } from "../format.js";
import { panel } from "../panel.js";
import { snapshotText } from "../snapshots.js";

const MOST = 100;
const SIDE = 54; // pixels of a field, about

/** The panel of receptive fields. */
export function fields(context) {
  let shown = null;
  const frame = panel(context.run, {
    name: "fields",
    title: "Receptive fields",
    about:
      "Weights onto single neurons, the strongest first (by the sum of squared weights). Hatched places have no living synapse. Click a field for its neuron.",
    table: () => ({
      columns: ["projection", "post", "strength", "pre", "weight"],
      rows: (shown?.fields ?? []).flatMap((field) =>
        field.weight.map((weight, pre) => [shown.projection, field.post, field.strength, pre, weight]),
      ),
    }),
    png: () => sheet(shown),
  });
  const which = element("p.source");
  const key = element("div.key");
  const grid = element("ol.fields", { "aria-label": "receptive fields, strongest first" });
  frame.body.append(which, key, grid);
  const selects = element("span");
  frame.options.append(selects);
  frame.choice("scale", { all: "one for all", each: "each its own" }, context.options.fields, (value) =>
    context.choose({ fields: value }),
  );
  const draw = () => {
    if (shown === null) {
      grid.replaceChildren();
      return;
    }
    const own = context.options.fields === "each";
    const largest = extreme(shown.fields);
    const post = context.network()[shown.projection].post;
    grid.replaceChildren(
      ...shown.fields.map((field) => {
        const canvas = element("canvas", { "aria-hidden": "true" });
        paintField(canvas, shown, field, own ? extreme([field]) : largest);
        canvas.style.width = `${canvas.width / devicePixelRatio}px`;
        const text = `${post} ${field.post}`;
        return element(
          "li",
          {},
          element(
            "button",
            {
              type: "button",
              "aria-label": `${text}, strength ${real(field.strength)}`,
              title: `${text}, strength ${real(field.strength)}`,
              onclick: () => context.open({ of: "neuron", population: post, index: field.post }),
            },
            canvas,
            element("span", {}, String(field.post)),
          ),
        );
      }),
    );
    key.replaceChildren(...keyOf(own ? null : largest));
    frame.note(
      shown.fields.length < shown.total
        ? `The ${count(shown.fields.length)} strongest of ${count(shown.total)} recorded fields.`
        : "",
    );
  };
  const request = newest(
    (answer) => {
      frame.problem(null);
      shown = answer;
      draw();
    },
    (error) => frame.problem(error),
    frame.busy,
  );
  return {
    draw(view) {
      offer(selects, view, context);
      which.textContent = snapshotText(view);
      if (view.snapshot === null) {
        shown = null;
        draw();
        return;
      }
      const projection = view.projections[view.options.field] ?? Object.values(view.projections)[0];
      const address = `${about(context.run, "snapshots", view.snapshot.name, "fields")}?projection=${encodeURIComponent(projection.projection)}&most=${MOST}`;
      if (view.recoloured || grid.dataset.scale !== String(view.options.fields)) {
        grid.dataset.scale = String(view.options.fields);
        draw();
      }
      context.soon("fields", () => request(address, () => ask(address)));
    },
  };
}

function extreme(all) {
  let largest = 0;
  for (const field of all) {
    for (const weight of field.weight) {
      largest = weight === null ? largest : Math.max(largest, Math.abs(weight));
    }
  }
  return largest;
}

function paintField(canvas, { rows, columns }, field, largest, side = SIDE) {
  const map = diverging();
  const [dead, hatch] = ["panel", "hatch"].map((name) => rgb(ink(name)));
  const size = Math.max(2, Math.round((side * devicePixelRatio) / Math.max(rows, columns)));
  paint(canvas, rows, columns, size, (row, column, x, y) => {
    const weight = field.weight[row * columns + column];
    if (weight === null || weight === undefined) {
      return hatched(x, y) ? hatch : dead;
    }
    return map(largest === 0 ? 0 : weight / largest);
  });
}

/** The colours with the weights that they stand for. */
function keyOf(largest) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const map = diverging();
  paint(canvas, 1, 61, 3, (_, column) => map(column / 30 - 1));
  return [
    element("span", {}, largest === null ? "negative" : real(-largest, 2)),
    canvas,
    element("span", {}, largest === null ? "positive, each to its own largest weight" : `${real(largest, 2)} weight`),
  ];
}

/** All fields side by side. */
function sheet(shown) {
  const across = Math.max(1, Math.ceil(Math.sqrt(shown?.fields.length ?? 1)));
  const whole = document.createElement("canvas");
  const largest = extreme(shown?.fields ?? []);
  const pen = whole.getContext("2d");
  const images = (shown?.fields ?? []).map((field) => {
    const canvas = document.createElement("canvas");
    paintField(canvas, shown, field, largest, 96);
    return canvas;
  });
  const [width, height] = [images[0]?.width ?? 1, images[0]?.height ?? 1];
  whole.width = across * (width + 4);
  whole.height = Math.max(1, Math.ceil(images.length / across)) * (height + 4);
  pen.fillStyle = ink("panel");
  pen.fillRect(0, 0, whole.width, whole.height);
  images.forEach((image, place) =>
    pen.drawImage(image, (place % across) * (width + 4) + 2, Math.floor(place / across) * (height + 4) + 2),
  );
  return whole.toDataURL("image/png");
}

function offer(where, view, context) {
  if (where.childElementCount > 0) {
    return;
  }
  const select = element("select", { onchange: () => context.choose({ field: select.value }) });
  for (const name of Object.keys(view.projections)) {
    select.append(element("option", { value: name, selected: name === context.options.field }, name));
  }
  where.append(element("label.choice", {}, "projection ", select));
}
