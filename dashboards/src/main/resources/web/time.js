// The moment that is shown: a slider over events, a button that plays them, and one for the present.

import { element, say } from "./dom.js";
import { count } from "./format.js";
import { sentence } from "./sentence.js";

const FRAMES = 150; // of a replay, at most
const FRAME = 120; // milliseconds of each
const NARROW = 44; // pixels of a stage in which its name has no room

/**
 * The bar of time.
 *
 * @param context `moment` is called with the event that is chosen, or null for the present
 */
export function time(context) {
  const slider = element("input", {
    type: "range",
    id: "moment",
    min: 1,
    max: 1,
    value: 1,
    step: 1,
    "aria-label": "moment: number of the last event that is shown",
  });
  const play = element("button", { type: "button", onclick: () => toggle() }, "play");
  const back = element("button", { type: "button", "aria-label": "event before", onclick: () => by(-1) }, "\u2039");
  const on = element("button", { type: "button", "aria-label": "event after", onclick: () => by(1) }, "\u203a");
  const live = element("button.live", { type: "button", "aria-pressed": "true", onclick: () => (stop(), go(null)) }, "live");
  const said = element("p.moment");
  const stages = element("ol.stages", { "aria-label": "stages" });
  document.getElementById("time").append(
    element("div.controls", {}, play, back, on, element("div.track", {}, slider, stages), live),
    said,
    element(
      "p.keys",
      {},
      "Keys on the slider: \u2190 \u2192 an event, Page Up and Page Down a fence, Home the beginning, End the present, space plays.",
    ),
  );
  let view = null;
  let playing = null;
  let drawnStages = "";

  slider.addEventListener("input", () => {
    stop();
    go(Number(slider.value));
  });
  slider.addEventListener("keydown", (event) => {
    const act = {
      " ": toggle,
      Home: () => go(1),
      End: () => go(null),
      PageUp: () => go(fence(1)),
      PageDown: () => go(fence(-1)),
    }[event.key];
    if (act !== undefined) {
      event.preventDefault();
      if (event.key !== " ") {
        stop();
      }
      act();
    }
  });

  /** At the last event of a run that goes on the present is meant. */
  function go(seq) {
    context.moment(seq === null || seq >= view.end ? null : Math.max(1, seq));
  }

  function by(events) {
    stop();
    go(view.at + events);
  }

  /** Numbers of the events at which a fence closed, ascending. */
  function fences() {
    return [...new Set(view.whole.points.map((point) => point.seq))];
  }

  function fence(direction) {
    const all = fences();
    return direction > 0
      ? (all.find((seq) => seq > view.at) ?? null)
      : (all.findLast((seq) => seq < view.at) ?? 1);
  }

  function toggle() {
    if (playing !== null) {
      stop();
      return;
    }
    const all = fences();
    const from = view.live ? 0 : view.at;
    const stride = Math.max(1, Math.ceil(all.length / FRAMES));
    const frames = all.filter((seq, place) => seq > from && place % stride === 0);
    playing = setInterval(() => {
      const next = frames.shift();
      go(next ?? null);
      if (next === undefined) {
        stop();
      }
    }, FRAME);
    say(play, "pause");
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    say(play, "play");
  }

  function tell(event) {
    const stage = event.stage === "" ? "" : ` \u00b7 ${event.stage}`;
    const text = `event ${count(event.seq)} of ${count(view.end)} \u00b7 step ${count(event.step)}${stage} \u00b7 ${sentence(event)}`;
    say(said, text);
    slider.setAttribute("aria-valuetext", text);
  }

  function drawStages() {
    const all = view.moments.filter((event) => event.kind === "stage-started" && !event.stage.includes("/"));
    const key = `${all.map((event) => event.seq).join()} ${view.end} ${stages.clientWidth}`;
    if (key === drawnStages) {
      return;
    }
    drawnStages = key;
    const share = (seq) => (view.end < 2 ? 0 : (seq - 1) / (view.end - 1));
    stages.replaceChildren(
      ...all.map((event, place) => {
        const from = share(event.seq);
        const to = share(all[place + 1]?.seq ?? view.end);
        const name = event.stage;
        const wide = (to - from) * stages.clientWidth > NARROW;
        const button = element(
          "button",
          {
            type: "button",
            title: `${name}, from event ${event.seq}`,
            "aria-label": `stage ${name}`,
            onclick: () => (stop(), go(event.seq)),
          },
          wide ? name : "",
        );
        const item = element("li", {}, button);
        item.style.left = `${100 * from}%`;
        item.style.width = `${100 * (to - from)}%`;
        return item;
      }),
    );
  }

  return {
    draw(now) {
      view = now;
      slider.max = Math.max(1, view.end);
      if (Number(slider.value) !== view.at) {
        slider.value = view.at;
      }
      live.setAttribute("aria-pressed", String(view.live));
      drawStages();
      if (view.event !== null) {
        tell(view.event);
      } else {
        say(said, view.at === 0 ? "no event has happened yet" : `event ${count(view.at)} of ${count(view.end)}`);
      }
    },
  };
}
