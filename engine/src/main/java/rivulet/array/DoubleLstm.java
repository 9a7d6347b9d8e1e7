package rivulet.array;

/// The element-wise part of a step of [Lstm] over `double[]`, one element after the other;
/// [DoubleVectorLstm] takes the same steps with vectors, so that both give the same bits. The gates
/// are in one array.
final class DoubleLstm {
  private DoubleLstm() {}

  /// Cell, its tanh and the hidden state, from the gates `i, f, g, o` and the cell before.
  static void cell(Object[] a, int[] at, int[] strides, int count) {
    cell(a, at, 0, count);
  }

  static void cell(Object[] a, int[] at, int start, int count) {
    double[] cell = (double[]) a[0];
    double[] tanh = (double[]) a[1];
    double[] hidden = (double[]) a[2];
    double[] gates = (double[]) a[3];
    double[] before = (double[]) a[7];
    for (int j = start; j < count; j++) {
      double kept = gates[at[4] + j] * before[at[7] + j];
      double c = kept + gates[at[3] + j] * gates[at[5] + j];
      double t = DoubleMath.tanh(c);
      cell[at[0] + j] = c;
      tanh[at[1] + j] = t;
      hidden[at[2] + j] = gates[at[6] + j] * t;
    }
  }

  /// The gradients of what went into the gates, and of the cell before in place of the cell's; from
  /// that of the hidden state, the gates, the cell's tanh and the cell before.
  static void back(Object[] a, int[] at, int[] strides, int count) {
    back(a, at, 0, count);
  }

  static void back(Object[] a, int[] at, int start, int count) {
    double[] d = (double[]) a[0];
    double[] dCell = (double[]) a[4];
    double[] dHidden = (double[]) a[5];
    double[] gates = (double[]) a[6];
    double[] tanh = (double[]) a[10];
    double[] before = (double[]) a[11];
    for (int j = start; j < count; j++) {
      double i = gates[at[6] + j];
      double f = gates[at[7] + j];
      double g = gates[at[8] + j];
      double o = gates[at[9] + j];
      double t = tanh[at[10] + j];
      double dh = dHidden[at[5] + j];
      double dc = dCell[at[4] + j] + dh * o * (1 - t * t);
      d[at[0] + j] = dc * g * ((1 - i) * i);
      d[at[1] + j] = dc * before[at[11] + j] * ((1 - f) * f);
      d[at[2] + j] = dc * i * (1 - g * g);
      d[at[3] + j] = dh * t * ((1 - o) * o);
      dCell[at[4] + j] = dc * f;
    }
  }
}
