// How active neurons are: shares of Markov chains, of the recorded snapshot or of this very instant.

import { about, ask, newest } from "../api.js";
import { axis, chart, colour } from "../chart.js";
import { element, say } from "../dom.js";
import { count, percent } from "../format.js";
import { bars, grids } from "../grids.js";
import { panel } from "../panel.js";
import { snapshotText } from "../snapshots.js";

const BINS = 25;
const HEIGHT = 170;

/** Neurons by rate in equal bins from 0 to 1. */
export function binned(rates) {
  const counts = new Array(BINS).fill(0);
  for (const rate of rates) {
    counts[Math.min(BINS - 1, Math.floor(rate * BINS))]++;
  }
  return counts;
}

/** The panel of activity rates. */
export function rates(context) {
  let shown = [];
  let live = null; // the stream of live activity
  const frame = panel(context.run, {
    name: "rates",
    title: "Activity rates",
    unit: "neurons",
    about: "Living neurons by the share of Markov chains in which they are active.",
    table: () => ({
      columns: ["population", "neuron", "rate"],
      rows: shown.flatMap((one) => one.rate.map((rate, place) => [one.population, one.neurons?.[place] ?? place, rate])),
    }),
    svg: () => plot.svg(),
    png: () => plot.png(),
  });
  const which = element("p.source", { "aria-live": "off" });
  const host = element("div.plot");
  frame.body.append(which, host);
  const plot = chart(host, "activity rates");
  const edges = Array.from({ length: BINS + 1 }, (_, k) => k / BINS);
  const button = element("button", { type: "button", "aria-pressed": "false", onclick: () => listen() }, "live");
  frame.options.append(button);

  const draw = () => {
    const living = shown.map((one) => one.rate.filter((rate) => rate !== null));
    const names = shown.map((one, place) => `${one.population} (${count(living[place].length)} neurons)`);
    const { grid, title, height } = grids(names, host.clientWidth || 400, HEIGHT, 190);
    host.hidden = shown.length === 0;
    host.style.height = `${height}px`;
    plot.draw({
      grid,
      title,
      xAxis: shown.map((_, place) =>
        axis({
          gridIndex: place,
          type: "value",
          min: 0,
          max: 1,
          name: "share of chains",
          nameLocation: "middle",
          nameGap: 22,
          splitNumber: 2,
          splitLine: { show: false },
          axisLabel: { formatter: (value) => percent(value, 0) },
        }),
      ),
      yAxis: shown.map((_, place) =>
        axis({ gridIndex: place, type: "value", splitNumber: 2, axisLabel: { formatter: count } }),
      ),
      tooltip: {
        trigger: "item",
        formatter: ({ value }) => `${percent(value[0], 0)} to ${percent(value[1], 0)}\n${count(value[2])} neurons`,
      },
      series: shown.map((_, place) => bars(place, edges, binned(living[place]), colour(place))),
    });
    const means = living.map((all, place) => {
      const mean = all.reduce((sum, rate) => sum + rate, 0) / all.length;
      return `${shown[place].population} ${percent(mean)}`;
    });
    plot.label(`mean activity rates: ${means.join(", ") || "none"}`);
  };
  const request = newest(
    (answer) => {
      frame.problem(null);
      if (live === null) {
        shown = answer.populations;
        // visible neurons never die, so that one without a rate is in no chain
        if (shown[0].rate.every((one) => one === null)) {
          frame.note("Such a network has no Markov chains.");
        }
        draw();
      }
    },
    (error) => frame.problem(error),
    frame.busy,
  );
  const end = (why) => {
    live?.close();
    live = null;
    button.setAttribute("aria-pressed", "false");
    frame.note(why);
  };
  const listen = async () => {
    if (live !== null) {
      end("");
      context.redraw();
      return;
    }
    const refusal = await unheard(context.run);
    if (refusal !== null) {
      frame.note(refusal);
      return;
    }
    button.setAttribute("aria-pressed", "true");
    frame.note("");
    live = new EventSource(about(context.run, "activity"));
    live.addEventListener("activity", (event) => {
      const heard = JSON.parse(event.data);
      shown = heard.populations.map(({ population, neurons, rate }) => ({ population, neurons, rate }));
      const lost = heard.dropped > 0 ? `, ${count(heard.dropped)} observations missed` : "";
      say(which, `Live, step ${count(heard.step)}, ${heard.stage || "between stages"}${lost}; a sample of each population.`);
      draw();
    });
    live.addEventListener("end", () => end("The run goes on no more."));
    live.addEventListener("error", () => end("Live activity has ended: the run or its server has."));
  };
  return {
    draw(view) {
      if (live !== null && view.live) {
        return;
      }
      if (live !== null) {
        end("Live activity belongs to the present; this is a moment of the past.");
      }
      say(which, snapshotText(view));
      if (view.snapshot === null) {
        shown = [];
        draw();
        return;
      }
      if (view.recoloured) {
        draw();
      }
      const address = about(context.run, "snapshots", view.snapshot.name, "rates");
      context.soon("rates", () => request(address, () => ask(address)));
    },
  };
}

/** Why there is no live activity of a run; null if there is. */
async function unheard(run) {
  try {
    const answer = await fetch(about(run, "activity"), { method: "HEAD" });
    return answer.ok
      ? null
      : answer.status === 409
        ? "Nothing live is to be heard: another process develops this run, or none does. Only the server of 'ontogeny run --serve' or 'resume --serve' hears its own."
        : `Nothing live is to be heard: the server answers ${answer.status}.`;
  } catch {
    return "Nothing live is to be heard: the server cannot be reached.";
  }
}
