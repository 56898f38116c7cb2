// Several small plots in one chart, as wide as fits.

import { ink } from "./chart.js";

const GAP = 54; // between plots, for the labels of their axes

/**
 * Places for small plots.
 *
 * @param width of the chart
 * @param height of a plot with its title and axis
 * @return grids and titles as the chart wants them, and its whole height
 */
export function grids(names, width, height, least = 210, most = 460) {
  const columns = Math.max(1, Math.min(names.length, Math.floor(width / least)));
  const each = Math.min(most, width / columns);
  const places = names.map((_, place) => ({
    left: (place % columns) * each,
    top: Math.floor(place / columns) * height,
  }));
  return {
    grid: places.map(({ left, top }) => ({ left: left + GAP, top: top + 30, width: each - GAP - 16, height: height - 76 })),
    title: names.map((text, place) => ({
      text,
      left: places[place].left + 4,
      top: places[place].top + 2,
      textStyle: { fontSize: 11, fontWeight: 600, color: ink("ink") },
    })),
    height: Math.ceil(names.length / columns) * height,
  };
}

/** Bars over the edges of bins, whatever the scale of the axis. */
export function bars(place, edges, counts, paint) {
  return {
    type: "custom",
    xAxisIndex: place,
    yAxisIndex: place,
    clip: true,
    data: counts.map((value, bin) => [edges[bin], edges[bin + 1], value]).filter((bar) => bar[2] > 0),
    encode: { x: [0, 1], y: 2 },
    renderItem(_, api) {
      const from = api.coord([api.value(0), 0]);
      const to = api.coord([api.value(1), api.value(2)]);
      const width = Math.max(1, to[0] - from[0] - 0.5);
      return {
        type: "rect",
        shape: { x: from[0], y: to[1], width, height: from[1] - to[1] },
        style: { fill: paint },
      };
    },
  };
}
