// Elements, without markup in strings.

/**
 * An element.
 *
 * @param tag with its classes, as "p.note"
 * @param properties attributes; a function under "onclick" and the like listens
 * @param children nodes or texts
 */
export function element(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  made.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      made.addEventListener(key.slice(2), value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

/** Sets a text only where it is another one, so that nothing is read out or selected anew. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  running: "M3 2 L14 8 L3 14 Z",
  finished: "M2 9 L6 13 L14 3 L12.4 1.8 L5.9 10 L3.4 7.6 Z",
  stopped: "M3 3 H13 V13 H3 Z",
  interrupted: "M3 2 H6.5 V14 H3 Z M9.5 2 H13 V14 H9.5 Z",
  failed: "M3 1.5 L8 6.5 L13 1.5 L14.5 3 L9.5 8 L14.5 13 L13 14.5 L8 9.5 L3 14.5 L1.5 13 L6.5 8 L1.5 3 Z",
  live: "M8 2 A6 6 0 1 1 7.99 2 Z",
  past: "M8 1 A7 7 0 1 1 7.99 1 M7 4 V9 L11 11 L11.8 9.6 L8.6 8 V4 Z",
  reconnecting: "M8 1 L15 14 H1 Z",
  ended: "M3 3 H13 V13 H3 Z",
  unknown: "M8 1.5 L14.5 8 L8 14.5 L1.5 8 Z",
};

/** A state as a shape and a word, so that colour alone never tells it. */
export function state(word) {
  const kind = SHAPES[word] ? word : "unknown";
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[kind]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return element(`span.state.is-${kind}`, {}, svg, word);
}

/** How far something has come, as a bar and a number. */
export function progress(share, text) {
  if (share === null || share === undefined) {
    return element("span.unknown", { title: "the run has no end, or nothing tells how far it is" }, "no known end");
  }
  const bar = element("progress", { max: 1, value: share, "aria-label": "progress" });
  return element("span.progress", {}, bar, element("span", {}, text));
}
