/**
 * How a network develops: birth, layer-wise and joint training, rounds of measuring, pruning and
 * retraining, critical periods, masks trained anew, evaluation, and the controls beside them.
 * Stages are values that a specification describes; they drive an executor from fence to fence.
 * Sources: Scholl 2018, sections 3 and 4.2; Stothers 2019, section 2.
 */
package org.ontogeny.engine.stage;
