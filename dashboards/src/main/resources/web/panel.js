// The frame of a panel: title and unit, a sentence of what it shows, its options, ways to take it
// along, what the server folded, and what went wrong.

import { element, say } from "./dom.js";
import { count } from "./format.js";
import { csv, follow, save } from "./files.js";

const ROWS = 500; // that the page itself shows of a table

/**
 * A panel in the page.
 *
 * @param name for addresses and file names, as living
 * @param title with the unit beside it
 * @param about a sentence
 * @param table gives {columns, rows} of what is shown; null where there is none
 * @param svg gives a text, png an address; null where there is none
 */
export function panel(run, { name, title, unit, about, table = null, svg = null, png = null }) {
  const heading = element("h2", { id: `${name}-title` }, title);
  if (unit) {
    heading.append(" ", element("span.unit", {}, unit));
  }
  const options = element("div.options");
  const keep = element("div.keep", { role: "group", "aria-label": `take along: ${title}` });
  const body = element("div.body");
  const note = element("p.note", { hidden: true });
  const problem = element("p.problem", { role: "alert", hidden: true });
  const section = element(
    `section.panel.${name}`,
    { id: name, "aria-labelledby": `${name}-title` },
    element("header", {}, heading, element("p.about", {}, about)),
    element("div.tools", {}, options, keep),
    problem,
    body,
    note,
  );
  const file = (end) => `${run}-${name}.${end}`;
  const button = (text, what, act) =>
    keep.append(
      element("button", { type: "button", "aria-label": `${title} as ${what}`, onclick: act }, text),
    );
  if (table !== null) {
    button("CSV", "CSV", () => {
      const { columns, rows } = table();
      save(file("csv"), csv(columns, rows), "text/csv");
    });
  }
  if (svg !== null) {
    button("SVG", "SVG", () => save(file("svg"), svg(), "image/svg+xml"));
  }
  if (png !== null) {
    button("PNG", "PNG", () => follow(file("png"), png()));
  }
  if (table !== null) {
    section.append(asTable(title, table));
  }
  document.getElementById("panels").append(section);
  return {
    section,
    body,
    options,
    note(text) {
      note.hidden = text === "";
      say(note, text);
    },
    problem(error) {
      problem.hidden = error === null;
      say(problem, error === null ? "" : error.message);
    },
    busy: (is) => section.setAttribute("aria-busy", String(is)),
    choice: (label, values, chosen, act) => options.append(choice(label, values, chosen, act)),
  };
}

/** The numbers behind a chart, for those who do not see it. */
function asTable(title, table) {
  const details = element("details.numbers", {}, element("summary", {}, "the numbers"));
  details.addEventListener("toggle", () => {
    details.querySelector("div")?.remove();
    if (details.open) {
      const { columns, rows } = table();
      details.append(
        element(
          "div.scroll",
          { tabindex: 0, role: "region", "aria-label": `numbers: ${title}` },
          rendered(columns, rows.slice(-ROWS)),
          rows.length > ROWS
            ? element("p.note", {}, `The last ${count(ROWS)} of ${count(rows.length)} rows; the CSV has all.`)
            : "",
        ),
      );
    }
  });
  return details;
}

function rendered(columns, rows) {
  const table = element("table");
  const head = table.createTHead().insertRow();
  columns.forEach((column) => head.append(element("th", { scope: "col" }, column)));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((value) => {
      line.insertCell().textContent = value === null || value === undefined ? "\u2013" : value;
    });
  }
  return table;
}

/** One of some values: a label and a list to choose from. */
export function choice(label, values, chosen, act) {
  const select = element("select", { onchange: () => act(select.value) });
  for (const [value, text] of Object.entries(values)) {
    select.append(element("option", { value, selected: value === chosen }, text));
  }
  return element("label.choice", {}, `${label} `, select);
}

/** What is said where neighbours were made one. */
export function foldedNote(folded, what = "fences", how = "and has the state of the last") {
  return folded > 1 ? `Each point stands for up to ${count(folded)} ${what}, ${how}.` : "";
}
