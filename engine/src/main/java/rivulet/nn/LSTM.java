package rivulet.nn;

import java.util.ArrayList;
import java.util.List;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;

/// Long short-term memory over sequences. As `torch.nn.LSTM`.
///
/// - Shape: `(time, batch, inputSize) → (time, batch, directions · hiddenSize)`, with `batchFirst`
///   the first two exchanged; states `(layers · directions, batch, hiddenSize)`; a single sequence
///   has no batch anywhere
/// - Starts uniform within `±1 / √hiddenSize`
public final class LSTM extends Module {
  private static final String OPTIONS = "numLayers bias batchFirst dropout bidirectional";

  private final int hiddenSize;
  private final int numLayers;
  private final boolean bias;
  private final boolean batchFirst;
  private final double dropout;
  private final int directions;
  private final String text;
  private final List<LstmDirection> passes = new ArrayList<>();

  /// What it gives.
  ///
  /// @param output the hidden state of the last layer at every time
  /// @param hidden the last hidden state of every layer and direction
  /// @param cell the last cell of every layer and direction
  public record Output(Tensor output, Tensor hidden, Tensor cell) {}

  /// From sequences of vectors of a size, with hidden states of another.
  ///
  /// @param options `numLayers(1)`, `bias(true)`, `batchFirst(false)`, `dropout(0)`,
  ///   `bidirectional(false)`
  public LSTM(int inputSize, int hiddenSize, Option... options) {
    Arguments a = Arguments.of("LSTM.__init__()", OPTIONS, options);
    this.hiddenSize = hiddenSize;
    this.numLayers = a.size("numLayers", 1);
    this.bias = a.flag("bias", true);
    this.batchFirst = a.flag("batchFirst", false);
    this.dropout = a.number("dropout", 0);
    this.directions = a.flag("bidirectional", false) ? 2 : 1;
    this.text = inputSize + ", " + hiddenSize + text();
    for (int layer = 0; layer < numLayers; layer++) {
      int size = layer == 0 ? inputSize : hiddenSize * directions;
      for (int d = 0; d < directions; d++) passes.add(pass(size, layer, d == 1));
    }
  }

  private LstmDirection pass(int size, int layer, boolean reverse) {
    String suffix = "_l" + layer + (reverse ? "_reverse" : "");
    return new LstmDirection(
        parameter("weight_ih" + suffix, 4 * hiddenSize, size),
        parameter("weight_hh" + suffix, 4 * hiddenSize, hiddenSize),
        bias ? parameter("bias_ih" + suffix, 4 * hiddenSize) : null,
        bias ? parameter("bias_hh" + suffix, 4 * hiddenSize) : null,
        reverse);
  }

  private Parameter parameter(String name, int... sizes) {
    Parameter parameter = new Parameter(Tensors.zeros(sizes));
    double bound = 1 / Math.sqrt(hiddenSize);
    Init.uniform_(parameter, -bound, bound);
    registerParameter(name, parameter);
    return parameter;
  }

  /// The output alone, from states of zeros.
  @Override
  public Tensor forward(Tensor input) {
    return run(input).output();
  }

  /// Output and last states, from states of zeros.
  public Output run(Tensor input) {
    int[] sizes = {numLayers * directions, batch(input), hiddenSize};
    Tensor zeros = Tensors.zeros(sizes, input.dtype());
    Tensor states = input.dim() == 2 ? zeros.squeeze(1) : zeros;
    return run(input, states, states);
  }

  /// Output and last states.
  ///
  /// @param hidden the hidden states before, of every layer and direction
  /// @param cell the cells before
  public Output run(Tensor input, Tensor hidden, Tensor cell) {
    if (input.dim() == 2) {
      Output batched =
          run(input.unsqueeze(batchFirst ? 0 : 1), hidden.unsqueeze(1), cell.unsqueeze(1));
      return new Output(
          batched.output().squeeze(batchFirst ? 0 : 1),
          batched.hidden().squeeze(1),
          batched.cell().squeeze(1));
    }
    check(input);
    Tensor sequence = batchFirst ? input.transpose(0, 1) : input;
    Output output = layers(sequence, hidden, cell);
    return batchFirst
        ? new Output(output.output().transpose(0, 1), output.hidden(), output.cell())
        : output;
  }

  private Output layers(Tensor input, Tensor hidden, Tensor cell) {
    List<Tensor> lastHidden = new ArrayList<>();
    List<Tensor> lastCell = new ArrayList<>();
    Tensor sequence = input;
    for (int layer = 0; layer < numLayers; layer++) {
      if (layer > 0) sequence = sequence.dropout(dropout, training());
      List<Tensor> outputs = new ArrayList<>();
      for (int d = 0; d < directions; d++) {
        int at = layer * directions + d;
        Output output = passes.get(at).run(sequence, hidden.select(0, at), cell.select(0, at));
        outputs.add(output.output());
        lastHidden.add(output.hidden());
        lastCell.add(output.cell());
      }
      sequence = directions == 1 ? outputs.getFirst() : Tensors.cat(outputs, 2);
    }
    return new Output(sequence, Tensors.stack(lastHidden, 0), Tensors.stack(lastCell, 0));
  }

  private int batch(Tensor input) {
    return input.dim() == 2 ? 1 : input.size(batchFirst ? 0 : 1);
  }

  private void check(Tensor input) {
    if (input.dim() != 3) {
      throw new IllegalArgumentException(
          "LSTM: Expected input to be 2D or 3D, got " + input.dim() + "D instead");
    }
    int expected = passes.getFirst().inputSize();
    if (input.size(2) != expected) {
      throw new IllegalArgumentException(
          "input.size(-1) must be equal to input_size. Expected %d, got %d"
              .formatted(expected, input.size(2)));
    }
  }

  private String text() {
    return (numLayers == 1 ? "" : ", num_layers=" + numLayers)
        + (bias ? "" : ", bias=False")
        + (batchFirst ? ", batch_first=True" : "")
        + (dropout == 0 ? "" : ", dropout=" + Text.python(dropout))
        + (directions == 1 ? "" : ", bidirectional=True");
  }

  @Override
  protected String extraRepr() {
    return text;
  }
}
