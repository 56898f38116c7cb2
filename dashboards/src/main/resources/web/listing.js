// Which runs a list shows, and in what order. Nothing here draws.

/** Columns by key: what they are called, and what they are sorted by. */
export const COLUMNS = {
  run: { name: "run", by: (run) => run.run },
  state: { name: "state", by: (run) => run.state },
  experiment: { name: "experiment", by: (run) => run.experiment },
  stage: { name: "stage", by: (run) => run.stage },
  progress: { name: "progress", by: (run) => run.progress },
  density: { name: "density", by: (run) => run.density, number: true },
  accuracy: { name: "accuracy", by: (run) => run.accuracy, number: true },
  synapses: { name: "living synapses", by: (run) => (run.synapses < 0 ? null : run.synapses), number: true },
  changed: { name: "changed", by: (run) => Date.parse(run.changed || run.began) || null, falls: true },
};

/** Runs in which every word of a text occurs, whatever its case. */
export function matching(runs, text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return runs.filter((run) => {
    const said = [run.run, run.state, run.experiment, run.stage ?? ""].join(" ").toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** Runs in the order of a column; what is not known comes last either way. */
export function sorted(runs, column, descending) {
  const { by } = COLUMNS[column];
  return [...runs].sort((a, b) => {
    const [x, y] = [by(a) ?? null, by(b) ?? null];
    if (x === null || y === null) {
      return x === y ? compare(a.run, b.run) : x === null ? 1 : -1;
    }
    return (descending ? -1 : 1) * compare(x, y) || compare(a.run, b.run);
  });
}

function compare(x, y) {
  return typeof x === "string" ? x.localeCompare(y, "en", { numeric: true }) : x - y;
}
