package rivulet.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;

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

  /// Over a sequence (time, batch, size): what the input gives to the gates is one product for all
  /// times.
  LSTM.Output run(Tensor sequence, Tensor hidden, Tensor cell) {
    Tensor inputs = sequence.linear(weightIh, biasIh);
    List<Tensor> outputs = new ArrayList<>();
    Tensor h = hidden;
    Tensor c = cell;
    int steps = sequence.size(0);
    for (int t = 0; t < steps; t++) {
      Tensor gates = h.linear(weightHh, biasHh).add(inputs.select(0, reverse ? steps - 1 - t : t));
      Tensor next = gates.lstmStep(c);
      h = next.select(0, 0);
      c = next.select(0, 1);
      outputs.add(h);
    }
    if (reverse) Collections.reverse(outputs);
    return new LSTM.Output(Tensors.stack(outputs, 0), h, c);
  }
}
