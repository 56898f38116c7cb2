package org.ontogeny.actors.wire;

import org.ontogeny.engine.learning.Adam;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.learning.Optimiser;
import org.ontogeny.proto.v1.Wire;

/** Forms of the parameters of a learning step. */
final class LearningCodec {

  private LearningCodec() {}

  static Wire.Learning encode(Learning learning) {
    Wire.Learning.Builder form =
        Wire.Learning.newBuilder()
            .setRate(learning.rate())
            .setDecay(learning.decay())
            .setMaxNorm(learning.maxNorm());
    if (learning.optimiser() instanceof Adam adam) {
      form.setAdam(encode(adam));
    } else if (learning.optimiser() instanceof Momentum momentum) {
      form.setMomentum(momentum.share())
          .setMode(
              switch (momentum.mode()) {
                case CLASSIC -> Wire.Learning.Mode.MODE_CLASSIC;
                case REPO -> Wire.Learning.Mode.MODE_REPO;
              });
    } else {
      throw new IllegalArgumentException(learning.optimiser() + " has no form on the wire");
    }
    return form.build();
  }

  static Learning decode(Wire.Learning form) {
    Optimiser optimiser = form.hasAdam() ? decode(form.getAdam()) : momentum(form);
    return new Learning(form.getRate(), optimiser, form.getDecay(), form.getMaxNorm());
  }

  private static Wire.Learning.Adam encode(Adam adam) {
    return Wire.Learning.Adam.newBuilder()
        .setBeta1(adam.beta1())
        .setBeta2(adam.beta2())
        .setEpsilon(adam.epsilon())
        .setCorrection(
            switch (adam.correction()) {
              case AGE -> Wire.Learning.Adam.Correction.CORRECTION_AGE;
              case GLOBAL -> Wire.Learning.Adam.Correction.CORRECTION_GLOBAL;
            })
        .setUpdates(adam.updates())
        .build();
  }

  private static Adam decode(Wire.Learning.Adam form) {
    Adam.Correction correction =
        switch (form.getCorrection()) {
          case CORRECTION_AGE -> Adam.Correction.AGE;
          case CORRECTION_GLOBAL -> Adam.Correction.GLOBAL;
          case CORRECTION_UNSPECIFIED, UNRECOGNIZED ->
              throw Values.unknown("correction of moments", form.getCorrection());
        };
    return new Adam(
        form.getBeta1(), form.getBeta2(), form.getEpsilon(), correction, form.getUpdates());
  }

  private static Momentum momentum(Wire.Learning form) {
    Momentum.Mode mode =
        switch (form.getMode()) {
          case MODE_CLASSIC -> Momentum.Mode.CLASSIC;
          case MODE_REPO -> Momentum.Mode.REPO;
          case MODE_UNSPECIFIED, UNRECOGNIZED ->
              throw Values.unknown("mode of momentum", form.getMode());
        };
    return new Momentum(form.getMomentum(), mode);
  }
}
