package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Parameter;
import rivulet.Tensor;

/// One layer of a long short-term memory in one direction.
record LstmDirection(
    Parameter weightIh,
    Parameter weightHh,
    @Nullable Parameter biasIh,
    @Nullable Parameter biasHh,
    boolean reverse) {

  int inputSize() {
    return weightIh.size(1);
  }

  /// Over a sequence (time, batch, size).
  LSTM.Output run(Tensor sequence, Tensor hidden, Tensor cell) {
    Tensor states = sequence.lstm(hidden, cell, weightIh, weightHh, biasIh, biasHh, reverse);
    int steps = sequence.size(0);
    return new LSTM.Output(
        states.narrow(0, 0, steps),
        states.select(0, reverse ? 0 : steps - 1),
        states.select(0, steps));
  }
}
