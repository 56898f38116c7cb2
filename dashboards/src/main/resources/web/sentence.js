// Events in words.

import { count, real } from "./format.js";

/** What an event says, in a sentence without its end. */
export function sentence(event) {
  switch (event.kind) {
    case "run-started":
      return `the run began with ${count(event.synapses)} synapses and ${count(event.neurons)} neurons`;
    case "run-ended":
      return `the run ended with ${count(event.synapses)} synapses and ${count(event.neurons)} neurons`;
    case "stage-started":
      return "the stage began";
    case "stage-ended":
      return "the stage ended";
    case "epoch-ended":
      return `epoch ${count(event.epoch)} ended`;
    case "branched":
      return `went back to event ${count(event.fence)}, course ${event.course}`;
    case "synapses-formed":
      return `${count(event.count)} synapses of ${event.group} formed (${event.rule})`;
    case "synapses-pruned":
      return `${count(event.count)} synapses of ${event.group} died (${event.rule})`;
    case "neurons-died":
      return `${count(event.count)} neurons of ${event.population} died`;
    case "evaluated":
      return `${event.measure} of ${event.of} is ${real(event.value, 4)}`;
    case "snapshot":
      return "a snapshot was recorded";
    case "changed":
      return `somebody changed ${Object.keys(event.values).join(", ")}`;
    case "lesioned":
      return `somebody took ${count(event.count)} neurons of ${event.population}`;
    default:
      return event.kind;
  }
}
