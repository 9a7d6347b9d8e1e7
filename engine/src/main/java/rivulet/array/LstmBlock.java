package rivulet.array;

import java.util.Arrays;

/// Some rows of the batch of an [Lstm], which go through all steps on their own.
///
/// A step is one product, and then a row at a time what is element-wise.
final class LstmBlock {
  private static final int[] ONES = ones(LstmLoops.OF_BACK);
  private static final Scalar ONE = Scalar.of(1.0);

  private final Lstm run;
  private final LstmLoops loops;
  private final int from;
  private final int rows;
  private final int size;

  LstmBlock(Lstm run, int from, int rows) {
    this.run = run;
    this.loops = LstmLoops.of(run.dtype());
    this.from = from;
    this.rows = rows;
    this.size = run.size();
  }

  /// Steps through time.
  ///
  /// @param kept what is filled in: its rows hold the hidden state before the first step; its gates
  ///   start as what the inputs give to them, where the rows have none
  /// @param x the sequence
  /// @param c the cells before
  /// @param weights (columns + hidden + 1, 4 · hidden)
  /// @param result (time + 1, batch, hidden): where the hidden states go
  void forward(Lstm.Kept kept, NDArray x, NDArray c, NDArray weights, NDArray result) {
    Raw.with(
        raw -> {
          for (int step = 0; step < run.steps(); step++) {
            int time = run.time(step);
            NDArray z = part(kept.gates(), time);
            fill(raw[4], time, raw[6], x);
            if (run.columns() > 0) MatMul.write(part(kept.rows(), time), weights, z);
            else MatMul.add(part(kept.rows(), time), weights, z);
            gates(raw[0], time);
            cells(raw, time, step == 0 ? raw[5] : raw[1], before(step, c));
            if (step < run.steps() - 1) pass(raw[3], time, raw[4], run.time(step + 1));
          }
        },
        kept.gates(),
        kept.cells(),
        kept.tanhs(),
        result,
        kept.rows(),
        c,
        x);
  }

  /// Completes the rows of a time: inputs, where there are any in them, and ones.
  private void fill(Object to, int time, Object inputs, NDArray x) {
    Elements elements = Elements.of(run.dtype());
    int first = (time * run.batch() + from) * run.width();
    for (int row = 0; row < rows && run.columns() > 0; row++) {
      int at = x.offset() + time * x.stride(0) + (from + row) * x.stride(1);
      elements.copy(inputs, at, x.stride(2), to, first + row * run.width(), 1, run.columns());
    }
    elements.fill(to, first + run.width() - 1, run.width(), rows, ONE);
  }

  /// Copies the hidden states of a time to where the next step reads them.
  private void pass(Object hidden, int time, Object to, int next) {
    for (int row = 0; row < rows; row++) {
      int at = (next * run.batch() + from + row) * run.width() + run.columns();
      System.arraycopy(hidden, at(time, row), to, at, size);
    }
  }

  private void gates(Object gates, int time) {
    Object[] arrays = {gates, gates};
    int[] offsets = new int[2];
    for (int row = 0; row < rows; row++) {
      int at = 4 * at(time, row);
      apply(loops.sigmoid(), arrays, offsets, at, 2 * size);
      apply(loops.tanh(), arrays, offsets, at + 2 * size, size);
      apply(loops.sigmoid(), arrays, offsets, at + 3 * size, size);
    }
  }

  private static void apply(InnerLoop loop, Object[] arrays, int[] offsets, int at, int count) {
    offsets[0] = at;
    offsets[1] = at;
    loop.run(arrays, offsets, ONES, count);
  }

  private void cells(Object[] raw, int time, Object before, int beforeAt) {
    Object z = raw[0];
    Object[] arrays = {raw[1], raw[2], raw[3], z, z, z, z, before};
    int[] offsets = new int[LstmLoops.OF_CELL];
    for (int row = 0; row < rows; row++) {
      int at = at(time, row);
      offsets[0] = at;
      offsets[1] = at;
      offsets[2] = at;
      for (int gate = 0; gate < 4; gate++) offsets[3 + gate] = 4 * at + gate * size;
      offsets[7] = beforeAt + row * size;
      loops.cell().run(arrays, offsets, ONES, size);
    }
  }

  /// Steps back through time.
  ///
  /// @param g (time + 1, batch, hidden): gradients of the hidden states and the last cell
  /// @param d (time, batch, 4 · hidden): where the gradients of what went into the gates go
  /// @param states (time + 1, batch, hidden): where `g` goes with what later steps add to it; in
  ///   the end the last is the gradient of the cell before
  /// @param first zeros, which become that of the hidden state before
  /// @param wHh (4 · hidden, hidden)
  void backward(
      Lstm.Kept kept, NDArray c, NDArray g, NDArray d, NDArray states, NDArray first, NDArray wHh) {
    part(states, run.steps()).copyFrom(part(g, run.steps()));
    part(states, run.time(run.steps() - 1)).copyFrom(part(g, run.time(run.steps() - 1)));
    Raw.with(
        raw -> {
          for (int step = run.steps() - 1; step >= 0; step--) {
            int time = run.time(step);
            slopes(raw, time, step == 0 ? raw[5] : raw[4], before(step, c));
            NDArray before = part(first);
            if (step > 0) {
              before = part(states, run.time(step - 1));
              before.copyFrom(part(g, run.time(step - 1)));
            }
            MatMul.add(part(d, time), wHh, before);
          }
        },
        d,
        states,
        kept.gates(),
        kept.tanhs(),
        kept.cells(),
        c);
  }

  private void slopes(Object[] raw, int time, Object before, int beforeAt) {
    Object d = raw[0];
    Object z = raw[2];
    Object[] arrays = {d, d, d, d, raw[1], raw[1], z, z, z, z, raw[3], before};
    int[] offsets = new int[LstmLoops.OF_BACK];
    for (int row = 0; row < rows; row++) {
      int at = at(time, row);
      for (int gate = 0; gate < 4; gate++) {
        offsets[gate] = 4 * at + gate * size;
        offsets[6 + gate] = offsets[gate];
      }
      offsets[4] = at(run.steps(), row);
      offsets[5] = at;
      offsets[10] = at;
      offsets[11] = beforeAt + row * size;
      loops.back().run(arrays, offsets, ONES, size);
    }
  }

  /// Where the first of these rows of the cells before a step begins, in its array.
  private int before(int step, NDArray c) {
    return step == 0 ? c.offset() + from * size : at(run.time(step - 1), 0);
  }

  /// Where a row of a state begins.
  private int at(int time, int row) {
    return (time * run.batch() + from + row) * size;
  }

  private NDArray part(NDArray x, int time) {
    return part(x.select(0, time));
  }

  private NDArray part(NDArray matrix) {
    return matrix.slice(0, from, from + rows, 1);
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
