// The matrix of a projection: which of its synapses live.

import { about, ask, newest } from "../api.js";
import { hatched, paint, rgb } from "../cells.js";
import { ink } from "../chart.js";
import { element, say } from "../dom.js";
import { count, percent } from "../format.js";
import { panel } from "../panel.js";

const MOST = 500; // neurons a side of a window, so that it has no more cells than the server gives

const STATES = { 1: "alive", 0: "pruned or not born", "-1": "cannot exist" };

/** The panel of the matrix. */
export function matrix(context) {
  let shown = null; // the server's answer
  let at = [0, 0]; // pre and post under the cross
  const frame = panel(context.run, {
    name: "matrix",
    title: "Matrix of a projection",
    about:
      "Each row is a presynaptic neuron, each column a postsynaptic one. Point at a synapse to read it, click or press Enter to open its record.",
    table: () => ({
      columns: ["pre", "post", "state"],
      rows: (shown?.alive ?? []).flatMap((row, pre) =>
        row.map((state, post) => [shown["pre-from"] + pre, shown["post-from"] + post, STATES[state]]),
      ),
    }),
    png: () => canvas.toDataURL("image/png"),
  });
  const canvas = element("canvas", {
    hidden: true,
    tabindex: 0,
    role: "application",
    "aria-roledescription": "matrix",
    "aria-label": "matrix of a projection",
  });
  const reading = element("p.reading", { "aria-live": "polite" }, "\u00a0");
  const window = element("div.window");
  const scroll = element("div.scroll.matrix-scroll", {}, canvas);
  frame.body.append(window, scroll, reading, legend());
  let projections = null;
  const selects = element("span");
  frame.options.append(selects);

  const cell = (event) => {
    const box = canvas.getBoundingClientRect();
    const post = Math.floor(((event.clientX - box.left) / box.width) * shown.alive[0].length);
    const pre = Math.floor(((event.clientY - box.top) / box.height) * shown.alive.length);
    return [clamp(pre, shown.alive.length), clamp(post, shown.alive[0].length)];
  };
  const read = () => {
    const pre = shown["pre-from"] + at[0];
    const post = shown["post-from"] + at[1];
    const of = projections[shown.projection];
    say(reading, `${of.pre} ${pre} \u2192 ${of.post} ${post}: ${STATES[shown.alive[at[0]][at[1]]]}`);
  };
  const open = () =>
    context.open({
      of: "synapse",
      projection: shown.projection,
      pre: shown["pre-from"] + at[0],
      post: shown["post-from"] + at[1],
    });
  canvas.addEventListener("pointermove", (event) => {
    if (shown !== null && shown.alive.length > 0) {
      at = cell(event);
      read();
    }
  });
  canvas.addEventListener("click", (event) => {
    if (shown !== null && shown.alive.length > 0) {
      at = cell(event);
      open();
    }
  });
  canvas.addEventListener("keydown", (event) => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (shown === null || (by === undefined && event.key !== "Enter")) {
      return;
    }
    event.preventDefault();
    if (by === undefined) {
      open();
      return;
    }
    const stride = event.shiftKey ? 10 : 1;
    at = [clamp(at[0] + stride * by[0], shown.alive.length), clamp(at[1] + stride * by[1], shown.alive[0].length)];
    read();
  });

  const draw = () => {
    const rows = shown.alive;
    const columns = rows[0]?.length ?? 0;
    if (columns === 0) {
      return;
    }
    canvas.hidden = false;
    const room = Math.min(scroll.clientWidth || 400, 640) * devicePixelRatio;
    const size = Math.max(1, Math.floor(Math.min(room / columns, (560 * devicePixelRatio) / rows.length)));
    const [alive, dead, hatch, never] = ["alive", "dead", "hatch", "never"].map((name) => rgb(ink(name)));
    paint(canvas, rows.length, columns, size, (row, column, x, y) => {
      switch (rows[row][column]) {
        case 1:
          return alive;
        case 0:
          return hatched(x, y) ? hatch : dead;
        default:
          return never;
      }
    });
    const scale = Math.max(1, size / devicePixelRatio) / size;
    canvas.style.width = `${canvas.width * scale}px`;
    canvas.style.height = `${canvas.height * scale}px`;
    at = [clamp(at[0], rows.length), clamp(at[1], columns)];
    canvas.setAttribute("aria-label", said());
  };
  const said = () => {
    const cells = shown.alive.flat();
    const living = cells.filter((state) => state === 1).length;
    const possible = cells.filter((state) => state >= 0).length;
    return `${shown.projection}: ${count(living)} of ${count(possible)} possible synapses live, ${percent(living / possible)}; arrow keys move, Enter opens a record`;
  };
  const request = newest(
    (answer) => {
      frame.problem(null);
      shown = answer;
      draw();
      const cells = shown.alive.flat();
      const living = cells.filter((state) => state === 1).length;
      const possible = cells.filter((state) => state >= 0).length;
      frame.note(
        `After event ${count(shown.at)}: ${count(living)} of ${count(possible)} possible synapses live, ${percent(living / possible)}.`,
      );
    },
    (error) => frame.problem(error),
    frame.busy,
  );
  return {
    draw(view) {
      if (projections === null) {
        projections = view.projections;
        offer(selects, view, context);
      }
      if (view.recoloured && shown !== null) {
        draw();
      }
      const of = view.projections[view.options.projection] ?? Object.values(view.projections)[0];
      const from = [
        clamp(Number(view.options["pre-from"] ?? 0) || 0, of["pre-neurons"]),
        clamp(Number(view.options["post-from"] ?? 0) || 0, of["post-neurons"]),
      ];
      offerWindow(window, of, from, context);
      const to = [Math.min(of["pre-neurons"], from[0] + MOST), Math.min(of["post-neurons"], from[1] + MOST)];
      const address =
        `${about(context.run, "projections", of.projection)}?at=${view.structural}` +
        `&pre-from=${from[0]}&pre-to=${to[0]}&post-from=${from[1]}&post-to=${to[1]}`;
      context.soon("matrix", () => request(address, () => ask(address)));
    },
  };
}

function clamp(value, count) {
  return Math.max(0, Math.min(count - 1, value));
}

function offer(where, view, context) {
  const select = element("select", { onchange: () => context.choose({ projection: select.value }) });
  for (const name of Object.keys(view.projections)) {
    select.append(element("option", { value: name, selected: name === context.options.projection }, name));
  }
  where.replaceChildren(element("label.choice", {}, "projection ", select));
}

/** Where the window begins, of a projection that is too large to be shown whole. */
function offerWindow(where, of, from, context) {
  const large = of["pre-neurons"] > MOST || of["post-neurons"] > MOST;
  if (!large || where.dataset.of === of.projection) {
    where.hidden = !large;
    return;
  }
  where.dataset.of = of.projection;
  where.hidden = false;
  const field = (label, key, value, neurons) =>
    element(
      "label.choice",
      {},
      `${label} from `,
      element("input", {
        type: "number",
        min: 0,
        max: Math.max(0, neurons - 1),
        step: 50,
        value,
        onchange: (event) => context.choose({ [key]: event.target.value }),
      }),
    );
  where.replaceChildren(
    element("span", {}, `A window of ${MOST} by ${MOST} neurons: `),
    field("rows", "pre-from", from[0], of["pre-neurons"]),
    field("columns", "post-from", from[1], of["post-neurons"]),
  );
}

function legend() {
  return element(
    "ul.legend",
    { "aria-label": "legend" },
    element("li", {}, element("span.swatch.alive"), "alive"),
    element("li", {}, element("span.swatch.dead"), "pruned or not born"),
    element("li", {}, element("span.swatch.never"), "cannot exist"),
  );
}
