// Births and deaths at each fence, with the rule that decided and the threshold that it turned on.

import { axis, chart, colour, ink, symbol } from "../chart.js";
import { courseNames, markLines, stepAxis } from "../curves.js";
import { element } from "../dom.js";
import { change, count, real } from "../format.js";
import { foldedNote, panel } from "../panel.js";

const LANE = 92; // pixels of a projection
const THRESHOLDS = 84;

const INITIAL = "initial"; // the rule of those that the network was born with

/** The panel of births and deaths. */
export function changes(context) {
  let view = null;
  let shown = [];
  const frame = panel(context.run, {
    name: "changes",
    title: "Births and deaths",
    unit: "synapses at a fence",
    about:
      "Upwards who formed, downwards who died, for each projection; below, the threshold on which deaths turned. The synapses that the network was born with are left out.",
    table: () => ({
      columns: ["course", "first-step", "step", "event", "projection", "kind", "rule", "selection", "threshold", "count", "folded"],
      rows: view.decisions.rows.map((row) => [
        view.track.courses[row.course]?.name,
        row.first,
        row.step,
        row.seq,
        row.projection,
        row.kind,
        row.rule,
        row.selection,
        row.threshold,
        row.count,
        row.folded,
      ]),
    }),
    svg: () => plot.svg(),
    png: () => plot.png(),
  });
  const host = element("div.plot");
  const rules = element("div.scroll", { tabindex: 0, role: "region", "aria-label": "rules that decided" });
  frame.body.append(host, rules);
  const plot = chart(host, "births and deaths");
  const courses = element("span", { hidden: true });
  frame.options.append(courses);
  frame.choice("axis", { linear: "linear", root: "square root" }, context.options.changes, (value) =>
    context.choose({ changes: value }),
  );
  return {
    draw(now) {
      view = now;
      offer(courses, courseNames(view.track), context);
      const course = courseNames(view.track).includes(view.options.course) ? view.options.course : "main";
      shown = view.decisions.rows.filter(
        (row) => row.rule !== INITIAL && view.track.courses[row.course]?.name === course,
      );
      const names = Object.keys(view.projections);
      const thresholds = shown.some((row) => row.kind === "pruned" && row.threshold !== null);
      host.style.height = `${names.length * LANE + (thresholds ? THRESHOLDS : 0) + 26}px`;
      plot.draw(drawing(view, shown, names, thresholds));
      plot.label(said(shown));
      rules.replaceChildren(...ruleTable(shown));
      frame.note(foldedNote(view.decisions.folded, "fences", "and adds up what happened in them"));
    },
  };
}

/** Courses to choose from, where there are several. */
function offer(where, names, context) {
  const known = [...where.querySelectorAll("option")].map((option) => option.value);
  if (names.length < 2 || known.join() === names.join()) {
    return;
  }
  const select = element("select", { onchange: () => context.choose({ course: select.value }) });
  names.forEach((name) =>
    select.append(element("option", { value: name, selected: name === context.options.course }, name)),
  );
  where.hidden = false;
  where.replaceChildren(element("label.choice", {}, "course ", select));
}

function drawing(view, rows, names, thresholds) {
  const root = view.options.changes === "root";
  const scaled = (value) => (root ? Math.sign(value) * Math.sqrt(Math.abs(value)) : value);
  const grids = names.map((_, place) => ({ left: 62, right: 16, top: 18 + place * LANE, height: LANE - 28 }));
  const xAxes = names.map((_, place) => stepAxis(view, lane(place, place === names.length - 1 && !thresholds)));
  const yAxes = names.map((name, place) =>
    axis({
      gridIndex: place,
      type: "value",
      splitNumber: 2,
      axisLabel: { formatter: (value) => change(Math.round(root ? Math.sign(value) * value * value : value)) },
    }),
  );
  const series = names.flatMap((name, place) => {
    const fences = byFence(view, rows.filter((row) => row.projection === name));
    const bars = (kind, sign, paint) => ({
      name: `${name} ${kind}`,
      type: "bar",
      xAxisIndex: place,
      yAxisIndex: place,
      barWidth: 3,
      barGap: "-100%",
      color: paint,
      emphasis: { disabled: true },
      data: fences
        .filter((fence) => fence[kind] > 0)
        .map((fence) => ({ value: [fence.x, scaled(sign * fence[kind])], fence })),
    });
    return [bars("formed", 1, colour(2)), bars("pruned", -1, colour(1))];
  });
  if (series.length > 0) {
    names.forEach((_, place) => (series[2 * place].markLine = markLines(view, place === 0)));
  }
  if (thresholds) {
    const place = names.length;
    grids.push({ left: 62, right: 16, top: 18 + place * LANE, height: THRESHOLDS - 26 });
    xAxes.push(stepAxis(view, lane(place, true)));
    yAxes.push(
      axis({ gridIndex: place, type: "value", scale: true, splitNumber: 2, axisLabel: { formatter: (v) => real(v) } }),
    );
    names.forEach((name, at) => series.push(thresholdLine(view, rows, name, at, place)));
  }
  const titles = [...names, ...(thresholds ? ["threshold"] : [])];
  return {
    grid: grids,
    xAxis: xAxes,
    yAxis: yAxes,
    title: titles.map((text, place) => ({
      text,
      left: 62,
      top: 1 + place * LANE,
      textStyle: { fontSize: 11, fontWeight: 600, color: ink("ink") },
    })),
    legend: thresholds && names.length > 1 ? thresholdLegend(names, place(names)) : undefined,
    tooltip: { trigger: "axis", formatter: tip },
    series,
  };
}

function place(names) {
  return 1 + names.length * LANE;
}

function thresholdLegend(names, top) {
  return {
    data: names.map((name) => `threshold of ${name}`),
    formatter: (text) => text.replace("threshold of ", ""),
    top: top - 3,
    right: 12,
    itemWidth: 20,
    itemHeight: 7,
    textStyle: { fontSize: 10, color: ink("quiet") },
  };
}

function lane(place, last) {
  return {
    gridIndex: place,
    name: last ? undefined : "",
    axisLabel: { show: last, formatter: count, showMaxLabel: false },
    ...(last ? {} : { nameGap: 0 }),
  };
}

function thresholdLine(view, rows, name, at, place) {
  const data = rows
    .filter((row) => row.kind === "pruned" && row.projection === name && row.threshold !== null)
    .map((row) => ({
      value: [view.x(row.course, row.step), row.threshold],
      fence: { projection: name, step: row.step, rows: [row] },
    }));
  return {
    name: `threshold of ${name}`,
    type: "line",
    xAxisIndex: place,
    yAxisIndex: place,
    symbol: symbol(at),
    symbolSize: data.length > 80 ? 3 : 6,
    showSymbol: true,
    color: colour(at),
    lineStyle: { width: 1, type: "dotted" },
    emphasis: { disabled: true },
    data,
  };
}

/** What happened in a projection at each fence, of all rules. */
function byFence(view, rows) {
  const fences = new Map();
  for (const row of rows) {
    const x = view.x(row.course, row.step);
    const fence = fences.get(x) ?? { x, step: row.step, projection: row.projection, formed: 0, pruned: 0, rows: [] };
    fence[row.kind] += row.count;
    fence.rows.push(row);
    fences.set(x, fence);
  }
  return [...fences.values()];
}

function tip(found) {
  const fence = found.find((one) => one.data?.fence)?.data.fence;
  if (fence === undefined) {
    return "";
  }
  const decisions = totals(fence.rows, (row) => `${row.kind} ${row.rule} ${row.selection} ${row.threshold}`);
  return [
    `${fence.projection}, step ${count(fence.step)}`,
    ...decisions.map(
      ({ row, total }) =>
        `${row.kind === "formed" ? "+" : "\u2212"}${count(total)}  ${row.rule}` +
        (row.threshold === null ? "" : `, threshold ${real(row.threshold)}`),
    ),
  ].join("\n");
}

function totals(rows, key) {
  const found = new Map();
  for (const row of rows) {
    const one = found.get(key(row)) ?? { row, total: 0, low: Infinity, high: -Infinity };
    one.total += row.count;
    if (row.threshold !== null) {
      one.low = Math.min(one.low, row.threshold);
      one.high = Math.max(one.high, row.threshold);
    }
    found.set(key(row), one);
  }
  return [...found.values()];
}

/** The rules in force so far, and how many each decided over. */
function ruleTable(rows) {
  if (rows.length === 0) {
    return [element("p.empty", {}, "Nobody has died or formed yet in this course.")];
  }
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const text of ["projection", "", "rule", "selection", "threshold", "synapses"]) {
    head.append(text === "" ? element("td") : element("th", { scope: "col" }, text));
  }
  const body = table.createTBody();
  const all = totals(rows, (row) => `${row.projection} ${row.kind} ${row.rule} ${row.selection}`);
  all.sort((a, b) => a.row.projection.localeCompare(b.row.projection) || b.total - a.total);
  for (const { row, total, low, high } of all) {
    const line = body.insertRow();
    const turned = low === Infinity ? "\u2013" : low === high ? real(low) : `${real(low)} to ${real(high)}`;
    const cells = [row.projection, row.kind, row.rule, row.selection || "\u2013", turned, count(total)];
    cells.forEach((text, column) => {
      const cell = line.insertCell();
      cell.textContent = text;
      cell.className = column > 3 ? "number" : "";
    });
  }
  return [table];
}

function said(rows) {
  const sum = (kind) => rows.filter((row) => row.kind === kind).reduce((all, row) => all + row.count, 0);
  return `births and deaths: ${count(sum("formed"))} synapses formed and ${count(sum("pruned"))} died so far`;
}
