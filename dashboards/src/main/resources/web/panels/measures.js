// Everything that was measured on held-out examples, one small plot each.

import { axis, chart, colour, dash, ink, symbol } from "../chart.js";
import { courseNames, markLines, stepAxis } from "../curves.js";
import { element } from "../dom.js";
import { count, real } from "../format.js";
import { grids } from "../grids.js";
import { foldedNote, panel } from "../panel.js";

const HEIGHT = 240;
const LEGEND = 22; // of a line of the legend

// What is measured without the network is a line to compare with.
const BASELINES = { pixels: "raw pixels" };

/** The panel of measures. */
export function measures(context) {
  let view = null;
  const frame = panel(context.run, {
    name: "measures",
    title: "Measures",
    about:
      "What was measured on held-out examples as the network developed, its controls beside it. Vertical axes begin near the lowest reading. A click on a mark goes to its moment.",
    table: () => ({
      columns: ["measure", "of", "course", "step", "event", "value", "synapses", "neurons"],
      rows: view.track.measures.flatMap((of) =>
        of.readings.map((reading) => [
          of.measure,
          of.of,
          view.track.courses[of.course].name,
          reading.step,
          reading.seq,
          reading.value,
          reading.synapses,
          reading.neurons,
        ]),
      ),
    }),
    svg: () => plot.svg(),
    png: () => plot.png(),
  });
  const host = element("div.plot");
  const empty = element("p.empty", {}, "Nothing has been measured up to this moment.");
  frame.body.append(host, empty);
  const plot = chart(host, "measures");
  plot.on("click", ({ data }) => data?.seq && context.moment(data.seq));
  frame.choice("over", { steps: "steps", synapses: "living synapses" }, context.options.over, (value) =>
    context.choose({ over: value }),
  );
  return {
    draw(now) {
      view = now;
      const kinds = kindsOf(view);
      host.hidden = kinds.length === 0;
      empty.hidden = kinds.length > 0;
      const { grid, title, height } = grids(kinds.map(titleOf), host.clientWidth || 900, HEIGHT, 300, 620);
      const courses = courseNames(view.track);
      const above = LEGEND * (courses.length > 2 && host.clientWidth < 480 ? 2 : 1);
      host.style.height = `${height + above}px`;
      const series = kinds.flatMap((kind, place) => [
        ...courses.map((course) => curve(view, kind, course, courses.indexOf(course), place)),
        ...baselines(view, kind, place),
      ]);
      plot.draw({
        grid: grid.map((one) => ({ ...one, top: one.top + above })),
        title: title.map((one) => ({ ...one, top: one.top + above })),
        legend: {
          data: courses.map((course) => ({ name: named(course) })),
          top: 0,
          left: 0,
          itemWidth: 26,
          itemHeight: 8,
          textStyle: { fontSize: 11, color: ink("ink") },
        },
        xAxis: kinds.map((_, place) => xAxis(view, place)),
        yAxis: kinds.map((kind, place) =>
          axis({
            gridIndex: place,
            type: "value",
            ...span(view, kind),
            splitNumber: 4,
            axisLabel: { formatter: (value) => real(value), showMinLabel: false, showMaxLabel: false },
          }),
        ),
        tooltip: { trigger: "item", formatter: tip },
        series,
      });
      plot.label(said(view, kinds));
      frame.note(foldedNote(view.track.folded, "readings or fences"));
    },
  };
}

/** The axis from somewhat below the lowest value to somewhat above the highest; shares end at 0 and 1. */
function span(view, kind) {
  const values = view.track.measures
    .filter((of) => of.measure === kind.measure && (of.of === kind.of || of.of in BASELINES))
    .flatMap((of) => of.readings.map((reading) => reading.value))
    .filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.1 * (high - low), 0.02 * Math.max(Math.abs(low), Math.abs(high)), 1e-9);
  return {
    min: low >= 0 ? Math.max(0, low - room) : low - room,
    max: high <= 1 ? Math.min(1, high + room) : high + room,
  };
}

function named(course) {
  return course === "main" ? "main course" : `control: ${course}`;
}

/** Measures that the network was needed for; those without become baselines of the same measure. */
function kindsOf(view) {
  const all = [...new Map(view.track.measures.map((of) => [`${of.measure} ${of.of}`, of])).values()];
  const own = all.filter((of) => !(of.of in BASELINES));
  const alone = all.filter((of) => of.of in BASELINES && !own.some((other) => other.measure === of.measure));
  return [...own, ...alone].map(({ measure, of }) => ({ measure, of }));
}

function titleOf({ measure, of }) {
  return of === "" ? measure : `${measure} of ${of}`;
}

function xAxis(view, place) {
  return view.options.over === "synapses"
    ? axis({
        gridIndex: place,
        type: "value",
        name: "living synapses, fewer to the right",
        nameLocation: "middle",
        nameGap: 24,
        inverse: true,
        scale: true,
        splitLine: { show: false },
        axisLabel: { formatter: count },
      })
    : stepAxis(view, { gridIndex: place });
}

function curve(view, kind, course, order, place) {
  const over = view.options.over === "synapses";
  const data = [];
  for (const of of view.track.measures) {
    if (of.measure === kind.measure && of.of === kind.of && view.track.courses[of.course].name === course) {
      for (const reading of of.readings) {
        const x = over ? reading.synapses : view.x(of.course, reading.step);
        data.push({ value: [x, reading.value], reading, seq: reading.seq });
      }
    }
  }
  return {
    name: named(course),
    type: "line",
    xAxisIndex: place,
    yAxisIndex: place,
    symbol: symbol(order),
    symbolSize: data.length > 60 ? 3 : 7,
    showSymbol: true,
    color: colour(order),
    lineStyle: { width: course === "main" ? 2 : 1.5, type: dash(course, order) },
    emphasis: { disabled: true },
    data,
    markLine: order === 0 && !over ? markLines(view) : undefined,
  };
}

/** Readings that need no network, as lines from side to side. */
function baselines(view, kind, place) {
  return view.track.measures
    .filter((of) => of.measure === kind.measure && of.of in BASELINES && of.of !== kind.of)
    .slice(0, 1)
    .map((of) => {
      const value = of.readings.at(-1).value;
      return {
        name: BASELINES[of.of],
        type: "line",
        xAxisIndex: place,
        yAxisIndex: place,
        // an invisible reading keeps the line inside of the axis
        data: [{ value: [baselineAt(view, kind), value], symbolSize: 0 }],
        symbol: "none",
        markLine: {
          silent: true,
          symbol: "none",
          animation: false,
          data: [{ yAxis: value }],
          lineStyle: { color: ink("quiet"), width: 1, type: [10, 3] },
          label: {
            formatter: `${BASELINES[of.of]} ${real(value)}`,
            position: "insideStartTop",
            fontSize: 11,
            color: ink("quiet"),
          },
        },
      };
    });
}

function baselineAt(view, kind) {
  const own = view.track.measures.find((of) => of.measure === kind.measure && of.of === kind.of);
  const reading = own?.readings[0];
  if (view.options.over === "synapses") {
    return reading?.synapses ?? 0;
  }
  return reading === undefined ? 0 : view.x(own.course, reading.step);
}

function tip({ seriesName, data }) {
  const reading = data?.reading;
  return reading === undefined
    ? ""
    : [
        `${seriesName}  ${real(reading.value, 4)}`,
        `step ${count(reading.step)}, event ${count(reading.seq)}`,
        `${count(reading.synapses)} synapses, ${count(reading.neurons)} neurons`,
      ].join("\n");
}

function said(view, kinds) {
  const parts = kinds.map((kind) => {
    const of = view.track.measures.filter((m) => m.measure === kind.measure && m.of === kind.of);
    const main = of.filter((m) => view.track.courses[m.course].name === "main").at(-1) ?? of.at(-1);
    return `${titleOf(kind)} ${real(main.readings.at(-1).value)}`;
  });
  return `measures, last reading of the main course: ${parts.join(", ") || "none"}`;
}
