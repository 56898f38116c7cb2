// Who lives: synapses of each projection and neurons of each population, over steps, in every course.

import { axis, chart, dash, ink } from "../chart.js";
import { courseNames, line, markLines, stepAxis, stepped } from "../curves.js";
import { count, percent } from "../format.js";
import { foldedNote, panel } from "../panel.js";

const SCALES = {
  possible: "share of possible",
  born: "share of born",
  count: "number",
  log: "number, logarithmic",
};

/** The panel of living synapses. */
export function synapses(context) {
  const scales = (view) => ({
    possible: (name, value) => value / view.projections[name].possible,
    born: (name, value) => value / view.projections[name].born,
    count: (_, value) => value,
    log: (_, value) => (value > 0 ? value : null),
  });
  return living(context, {
    name: "synapses",
    title: "Living synapses",
    about:
      "How many synapses of each projection live. They change at fences only. Numbers at the top are rounds; broken lines are controls: the same network without deaths, or with as many at random.",
    option: "scale",
    choices: SCALES,
    units: {
      possible: "% of possible synapses",
      born: "% of synapses ever born",
      count: "synapses",
      log: "synapses",
    },
    chosen: (view) => scales(view)[view.options.scale] ?? scales(view).possible,
    of: (view) => Object.keys(view.projections),
    value: (point, name) => point.synapses[name],
  });
}

/** The panel of living neurons. */
export function neurons(context) {
  const scales = (view) => ({
    share: (name, value) => value / view.populations[name],
    count: (_, value) => value,
    log: (_, value) => (value > 0 ? value : null),
  });
  return living(context, {
    name: "neurons",
    title: "Living neurons",
    about: "How many neurons of each population live. A hidden neuron dies when it is left without synapses.",
    option: "neurons",
    choices: { share: "share of all", count: SCALES.count, log: SCALES.log },
    units: { share: "% of the population", count: "neurons", log: "neurons" },
    chosen: (view) => scales(view)[view.options.neurons] ?? scales(view).share,
    of: (view) => Object.keys(view.populations),
    value: (point, name) => point.neurons[name],
  });
}

function living(context, what) {
  let view = null;
  const table = () => ({
    columns: ["course", "first-step", "step", "event", ...what.of(view)],
    rows: view.track.points.map((point) => [
      view.track.courses[point.course].name,
      point.first,
      point.step,
      point.seq,
      ...what.of(view).map((name) => what.value(point, name)),
    ]),
  });
  const frame = panel(context.run, {
    name: what.name,
    title: what.title,
    about: what.about,
    table,
    svg: () => plot.svg(),
    png: () => plot.png(),
  });
  const host = document.createElement("div");
  host.className = "plot";
  frame.body.append(host);
  const plot = chart(host, what.title);
  frame.choice("as", what.choices, context.options[what.option], (value) =>
    context.choose({ [what.option]: value }),
  );
  return {
    draw(now) {
      view = now;
      const scale = what.chosen(view);
      const shares = !["count", "log"].includes(view.options[what.option]);
      const names = what.of(view);
      const series = [];
      for (const course of courseNames(view.track)) {
        names.forEach((name, place) => {
          const rows = line(view, course, (point) => scale(name, what.value(point, name)), true);
          series.push({ ...stepped(name, course, place, rows), of: name, course });
        });
      }
      if (series.length > 0) {
        series[0].markLine = markLines(view);
      }
      const controls = courseNames(view.track).filter((course) => course !== "main");
      series.push(...controls.map(sample));
      const text = (name, point) => {
        const value = what.value(point, name);
        return shares ? `${percent(scale(name, value))} (${count(value)})` : count(value);
      };
      plot.draw({
        grid: { left: 56, right: 16, top: 62, bottom: 40 },
        legend: legend([...names, ...controls.map(controlName)]),
        xAxis: stepAxis(view),
        yAxis: axis({
          name: what.units[view.options[what.option]] ?? Object.values(what.units)[0],
          nameTextStyle: { align: "left", padding: [0, 0, 0, -48] },
          nameGap: 8,
          type: view.options[what.option] === "log" ? "log" : "value",
          min: shares ? 0 : undefined,
          max: shares ? 1 : undefined,
          axisLabel: { formatter: shares ? (share) => percent(share, 0) : count },
        }),
        tooltip: { trigger: "axis", formatter: (found) => tip(found, series, text) },
        series,
      });
      plot.label(said(view, what));
      frame.note(foldedNote(view.track.folded));
    },
  };
}

/** The legend above the plot: colours of projections or populations, dashes of controls. */
function legend(names) {
  return {
    data: names,
    top: 0,
    left: 0,
    itemWidth: 26,
    itemHeight: 8,
    itemGap: 14,
    itemStyle: { opacity: 0 },
    textStyle: { fontSize: 11, color: ink("ink") },
  };
}

function controlName(course) {
  return `control: ${course}`;
}

/** A line without points, for the legend. */
function sample(course) {
  return {
    name: controlName(course),
    type: "line",
    symbol: "none",
    color: ink("quiet"),
    lineStyle: { type: dash(course), width: 1.5, color: ink("quiet") },
    data: [],
  };
}

function tip(found, series, text) {
  const points = found.filter((one) => one.data.point);
  if (points.length === 0) {
    return "";
  }
  const lines = points.map((one) => {
    const { of, course } = series[one.seriesIndex];
    return `${of}${course === "main" ? "" : `, ${course}`}  ${text(of, one.data.point)}`;
  });
  return [`step ${count(points[0].data.value[0])}`, ...lines].join("\n");
}

function said(view, what) {
  const last = view.track.points.at(-1);
  if (last === undefined) {
    return `${what.title}: nothing is recorded yet`;
  }
  const parts = what.of(view).map((name) => `${name} ${count(what.value(last, name))}`);
  return `${what.title} at step ${count(view.step)}: ${parts.join(", ")}`;
}
