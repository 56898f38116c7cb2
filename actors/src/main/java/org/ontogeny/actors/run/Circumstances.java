package org.ontogeny.actors.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.kernel.backend.Choice;

/** Under which circumstances a run begins or goes on, for its record. */
record Circumstances(
    RunSpec spec, Dataset data, boolean streamed, Conditions conditions, Choice backend) {

  /** Field of the arithmetic, which a run cannot change. */
  static final String ARITHMETIC = "arithmetic";

  /** Field of the data and their checksums, which a run cannot change either. */
  static final String DATA = "data-identity";

  /** Field of where stimuli come from, which must stay as it was too. */
  static final String STIMULI = "stimuli";

  /** What must be the same whenever the run goes on. */
  Map<String, String> lasting() {
    return Map.of(
        ARITHMETIC, backend.kernels().arithmetic(),
        DATA, data.provenance().identity(),
        STIMULI, streamed ? "a stream" : "the data set");
  }

  Map<String, Object> facts(Past past) {
    Network network = spec.network();
    Map<String, Object> facts = new LinkedHashMap<>(conditions.program());
    facts.put("java", "%s %s".formatted(property("java.vm.name"), property("java.version")));
    facts.put(
        "system",
        "%s %s, %s".formatted(property("os.name"), property("os.version"), property("os.arch")));
    facts.put("process", ProcessHandle.current().pid());
    facts.put("backend-asked", spec.backend());
    facts.put("backend", backend.kernels().backend());
    facts.put("backend-reason", backend.reason());
    facts.putAll(new TreeMap<>(lasting()));
    facts.putAll(PluginRecord.facts(conditions.criteria()));
    facts.put("threads", conditions.threads());
    facts.put("placement", "one actor a group");
    facts.put("neuron-groups", network.neuronGroups().size());
    facts.put("synapse-groups", network.synapseGroups().size());
    facts.put("data", data.provenance().describe());
    if (past.isResumed()) {
      facts.put("checkpoint", past.source());
      facts.put("step", past.checkpoint().network().step());
      facts.put("seq", past.checkpoint().seq());
      facts.put("events-to-compute-again", past.last() - past.checkpoint().seq());
    }
    return facts;
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
