// Which recorded snapshot belongs to a moment.

import { count } from "./format.js";

/** The last snapshot that was recorded up to an event; null if there is none. */
export function before(snapshots, at) {
  return snapshots.findLast((snapshot) => snapshot.seq !== null && snapshot.seq <= at) ?? null;
}

/** What is shown of it, in words. */
export function snapshotText(view) {
  const { snapshot, snapshots } = view;
  if (snapshot !== null) {
    const stage = snapshot.stage ? `, ${snapshot.stage}` : "";
    const age = view.step - snapshot.step;
    const behind = age > 0 ? `, ${count(age)} steps before this moment` : "";
    return `Snapshot of event ${count(snapshot.seq)}, step ${count(snapshot.step)}${stage}${behind}.`;
  }
  return snapshots.length === 0
    ? "No snapshot is recorded yet; one is at the end of every stage and round."
    : `No snapshot lies before this moment; the first is of event ${count(snapshots[0].seq)}, step ${count(snapshots[0].step)}.`;
}
