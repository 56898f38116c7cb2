// How important synapses were when they died.

import { about, ask, newest } from "../api.js";
import { axis, chart, colour } from "../chart.js";
import { element } from "../dom.js";
import { count, real } from "../format.js";
import { bars, grids } from "../grids.js";
import { panel } from "../panel.js";

const BINS = 40;
const HEIGHT = 190;

/** The panel of importance at death. */
export function importances(context) {
  let histograms = [];
  let unknown = 0; // deaths without an importance
  const frame = panel(context.run, {
    name: "importances",
    title: "Importance at death",
    unit: "deaths by importance, in the unit of the criterion",
    about: "What the rule computed from local statistics for each synapse when it died, for each projection and rule.",
    table: () => ({
      columns: ["projection", "rule", "from", "to", "deaths"],
      rows: histograms.flatMap((one) =>
        one.counts.map((value, bin) => [one.projection, one.rule, one.edges[bin], one.edges[bin + 1], value]),
      ),
    }),
    svg: () => plot.svg(),
    png: () => plot.png(),
  });
  const host = element("div.plot");
  const empty = element("p.empty", { hidden: true }, "Nobody has died of a rule that computes an importance yet.");
  frame.body.append(host, empty);
  const plot = chart(host, "importance at death");
  const draw = () => {
    const names = histograms.map((one) => `${one.projection}, ${one.rule}`);
    const { grid, title, height } = grids(names, host.clientWidth || 500, HEIGHT);
    host.hidden = histograms.length === 0;
    empty.hidden = histograms.length > 0;
    host.style.height = `${height}px`;
    plot.draw({
      grid,
      title,
      xAxis: histograms.map((one, place) =>
        axis({
          gridIndex: place,
          type: one.scale === "logarithmic" ? "log" : "value",
          min: one.edges[0],
          max: one.edges.at(-1),
          name: one.scale === "logarithmic" ? "importance, logarithmic" : "importance",
          nameLocation: "middle",
          nameGap: 22,
          splitNumber: 3,
          splitLine: { show: false },
          axisLabel: { formatter: (value) => real(value, 2), showMaxLabel: one.scale !== "logarithmic" ? false : undefined },
        }),
      ),
      yAxis: histograms.map((_, place) =>
        axis({ gridIndex: place, type: "value", splitNumber: 2, axisLabel: { formatter: count } }),
      ),
      tooltip: {
        trigger: "item",
        formatter: ({ value }) => `${real(value[0])} to ${real(value[1])}\n${count(value[2])} deaths`,
      },
      series: histograms.map((one, place) => bars(place, one.edges, one.counts, colour(1))),
    });
    const whole = histograms.map((one) => `${one.projection}: ${count(one.count)}`).join(", ");
    plot.label(`importance at death, deaths by projection: ${whole || "none"}`);
    frame.note(
      unknown > 0
        ? `${count(unknown)} more died without an importance: with a neuron, or because somebody took them.`
        : "",
    );
  };
  const request = newest(
    (answer) => {
      frame.problem(null);
      histograms = answer.histograms.filter((one) => one.count > 0);
      unknown = answer.histograms.reduce((sum, one) => sum + one.unknown, 0);
      draw();
    },
    (error) => frame.problem(error),
    frame.busy,
  );
  return {
    draw(view) {
      if (view.recoloured) {
        draw();
      }
      const at = view.structural;
      context.soon("importances", () =>
        request(at, () => ask(`${about(context.run, "importances")}?bins=${BINS}&at=${at}`)),
      );
    },
  };
}
