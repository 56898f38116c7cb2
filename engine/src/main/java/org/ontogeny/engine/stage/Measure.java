package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Phase;

/**
 * Opens a window of statistics and lets the chains run freely while every neuron and every synapse
 * counts (Scholl 2018, section 3.2, there one state kept every 200 steps).
 *
 * @param burnIn sweeps before the first count
 * @param readings how often each chain is counted
 * @param sweeps between two counts, at least 1
 */
public record Measure(int burnIn, int readings, int sweeps) {

  void run(Development development) {
    BoltzmannMachine machine = new BoltzmannMachine(development.network());
    Ensemble chains = development.setting().chains();
    List<Program.Execution> executions = new ArrayList<>();
    if (burnIn > 0) {
      executions.add(new Program.Execution(machine.wander(chains, burnIn), null));
    }
    Phase measure = machine.measure(chains, sweeps);
    for (int reading = 0; reading < readings; reading++) {
      executions.add(new Program.Execution(measure, null));
    }
    development.ask(
        development.network().groups(), group -> new Request.OpenWindow(development.step()));
    development.run(executions.iterator());
  }
}
