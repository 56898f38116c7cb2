// The events of a run as they happen, without a gap and none twice, however often the connection or
// the server is lost.

import { about } from "./api.js";

const FIRST_WAIT = 1000; // milliseconds before asking again
const LONGEST_WAIT = 10000;

/**
 * Follows a run behind an event.
 *
 * @param on `event` is given each event, `state` one of live, reconnecting and ended, with a word
 * @return stops following
 */
export function follow(run, last, on) {
  let source = null;
  let timer = null;
  let wait = FIRST_WAIT;
  let seen = last;

  function open() {
    source = new EventSource(`${about(run, "events", "stream")}?from=${seen + 1}`);
    source.onopen = () => {
      wait = FIRST_WAIT;
      on.state("live");
    };
    source.onerror = () => {
      // the browser goes on by itself behind the last event, unless the server refused
      on.state("reconnecting");
      if (source.readyState === EventSource.CLOSED) {
        again();
      }
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, hear);
    }
    source.addEventListener("end", (event) => {
      close();
      on.state("ended", JSON.parse(event.data).state);
    });
    source.addEventListener("problem", () => {
      source.close();
      again();
    });
  }

  function hear(message) {
    const event = JSON.parse(message.data);
    if (event.seq > seen) {
      seen = event.seq;
      on.event(event);
    }
  }

  /** A refusal may mean that nothing more comes: the run itself says so. */
  function again() {
    on.state("reconnecting");
    timer = setTimeout(async () => {
      const state = await on.asked();
      if (state === "finished") {
        on.state("ended", state);
      } else {
        open();
      }
    }, wait);
    wait = Math.min(LONGEST_WAIT, 2 * wait);
  }

  function close() {
    clearTimeout(timer);
    source?.close();
  }

  open();
  return close;
}

const KINDS = [
  "run-started",
  "run-ended",
  "stage-started",
  "stage-ended",
  "epoch-ended",
  "branched",
  "synapses-formed",
  "synapses-pruned",
  "neurons-died",
  "evaluated",
  "snapshot",
  "changed",
  "lesioned",
];
