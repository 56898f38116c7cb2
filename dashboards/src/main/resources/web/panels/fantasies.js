// What the network dreams of: visible states of its Markov chains, of the recorded snapshot.

import { about, ask, newest } from "../api.js";
import { paint, rgb } from "../cells.js";
import { ink } from "../chart.js";
import { element } from "../dom.js";
import { count } from "../format.js";
import { panel } from "../panel.js";
import { snapshotText } from "../snapshots.js";

const MOST = 64;
const SIDE = 44; // pixels of a fantasy, about

/** The panel of fantasies. */
export function fantasies(context) {
  let shown = null;
  const frame = panel(context.run, {
    name: "fantasies",
    title: "Fantasies",
    unit: "on or off",
    about: "Visible neurons of Markov chains that run freely: what the network makes of itself. Filled squares are active.",
    table: () => ({
      columns: ["chain", "states"],
      rows: (shown?.fantasies ?? []).map((states, chain) => [chain, states]),
    }),
    png: () => sheet.toDataURL("image/png"),
  });
  const which = element("p.source");
  const sheet = element("canvas.fantasies", { role: "img", "aria-label": "fantasies" });
  frame.body.append(which, sheet);
  const draw = () => {
    sheet.hidden = shown === null || shown.fantasies.length === 0;
    if (sheet.hidden) {
      return;
    }
    const { rows, columns, fantasies: all } = shown;
    const size = Math.max(1, Math.round((SIDE * devicePixelRatio) / Math.max(rows, columns)));
    const room = (frame.body.clientWidth || 400) * devicePixelRatio;
    const gap = 1; // cells between two
    const across = Math.max(1, Math.min(all.length, Math.floor(room / ((columns + gap) * size))));
    const down = Math.ceil(all.length / across);
    const [on, off, between] = ["ink", "dead", "panel"].map((name) => rgb(ink(name)));
    paint(sheet, down * (rows + gap), across * (columns + gap), size, (row, column) => {
      const y = row % (rows + gap);
      const x = column % (columns + gap);
      const states = all[Math.floor(row / (rows + gap)) * across + Math.floor(column / (columns + gap))];
      if (y >= rows || x >= columns || states === undefined) {
        return between;
      }
      return states[y * columns + x] === "1" ? on : off;
    });
    sheet.style.width = `${sheet.width / devicePixelRatio}px`;
    sheet.setAttribute("aria-label", `${count(all.length)} fantasies of ${rows} by ${columns} visible neurons`);
  };
  const request = newest(
    (answer) => {
      frame.problem(null);
      shown = answer;
      if (answer.fantasies.length === 0) {
        frame.note("Such a network has no Markov chains.");
      }
      draw();
    },
    (error) => frame.problem(error),
    frame.busy,
  );
  return {
    draw(view) {
      which.textContent = snapshotText(view);
      if (view.snapshot === null) {
        shown = null;
        draw();
        return;
      }
      if (view.recoloured) {
        draw();
      }
      const address = `${about(context.run, "snapshots", view.snapshot.name, "fantasies")}?most=${MOST}`;
      context.soon("fantasies", () => request(address, () => ask(address)));
    },
  };
}
