// Charts: one look for all of them, in light and in dark, and their images to keep.

/* global echarts */

const LIGHT = ["#0072b2", "#d55e00", "#00805f", "#a8558a", "#8a6d00", "#3a7ca5"];
const DARK = ["#56b4e9", "#f0894a", "#2fc39a", "#dd9ac0", "#e6c229", "#9cc9e8"];
const DASHES = { main: "solid", unpruned: [7, 4], random: [2, 3] };
const FURTHER_DASHES = [[10, 3, 2, 3], [4, 2], [12, 4]];
const SYMBOLS = ["circle", "triangle", "diamond", "rect"];

const dark = matchMedia("(prefers-color-scheme: dark)");

/** Calls back when the reader's preference of light or dark changes. */
export function onLight(changed) {
  dark.addEventListener("change", changed);
}

/** A colour of Okabe and Ito's set, deepened or lightened until it can be read on the background. */
export function colour(place) {
  const all = dark.matches ? DARK : LIGHT;
  return all[place % all.length];
}

/** The dash pattern of a course: solid for the main one. */
export function dash(course, place = 0) {
  return DASHES[course] ?? FURTHER_DASHES[place % FURTHER_DASHES.length];
}

/** The mark of a reading, so that lines can be told apart without colours. */
export function symbol(place) {
  return SYMBOLS[place % SYMBOLS.length];
}

/** A colour of the page, by the name of its variable. */
export function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** An axis with the look of the page. */
export function axis(more = {}) {
  const { axisLabel, nameTextStyle, ...rest } = more;
  return {
    axisLine: { lineStyle: { color: ink("rule") } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: ink("faint") } },
    nameTextStyle: { color: ink("quiet"), fontSize: 11, ...nameTextStyle },
    axisLabel: { color: ink("quiet"), fontSize: 11, hideOverlap: true, ...axisLabel },
    ...rest,
  };
}

function base() {
  return {
    animation: false,
    textStyle: { fontFamily: ink("font"), fontSize: 12, color: ink("ink") },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: ink("panel"),
      borderColor: ink("rule"),
      textStyle: { color: ink("ink"), fontSize: 12, lineHeight: 17 },
      axisPointer: { lineStyle: { color: ink("quiet") } },
    },
  };
}

/**
 * A chart in an element.
 *
 * @param label what it shows, for those who cannot see it
 */
export function chart(host, label) {
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", label);
  const drawn = echarts.init(host, null, { renderer: "svg" });
  const fit = () => {
    if (host.clientWidth > 0) {
      drawn.resize({ width: host.clientWidth, height: host.clientHeight });
    }
  };
  new ResizeObserver(fit).observe(host);
  let last = null;
  let selected = {}; // lines that the reader has put out or on, by name
  drawn.on("legendselectchanged", (event) => {
    selected = event.selected;
  });
  const whole = () => ({
    ...base(),
    ...last,
    legend: last.legend === undefined ? undefined : { ...last.legend, selected },
    tooltip: { ...base().tooltip, ...last.tooltip },
  });
  return {
    draw(option) {
      last = option;
      if (drawn.getWidth() !== host.clientWidth || drawn.getHeight() !== host.clientHeight) {
        fit();
      }
      drawn.setOption(whole(), { notMerge: true });
      drawn.getZr().flush(); // and not with the next frame, which may be far
    },
    label(text) {
      host.setAttribute("aria-label", text);
    },
    on(kind, act) {
      drawn.on(kind, act);
    },
    svg: () => drawn.renderToSVGString(),
    png: () => painted(whole(), host.clientWidth, host.clientHeight),
  };
}

/** The same chart on a canvas, twice as large as on the screen. */
function painted(option, width, height) {
  const canvas = document.createElement("canvas");
  const copy = echarts.init(canvas, null, { renderer: "canvas", width, height, devicePixelRatio: 2 });
  copy.setOption({ ...option, backgroundColor: ink("panel"), tooltip: { show: false } });
  const address = copy.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: ink("panel") });
  copy.dispose();
  return address;
}
