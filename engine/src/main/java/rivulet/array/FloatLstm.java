package rivulet.array;

/// The element-wise part of a step of [Lstm] over `float[]`, one element after the other;
/// [FloatVectorLstm] takes the same steps with vectors, so that both give the same bits. The gates
/// are in one array.
final class FloatLstm {
  private FloatLstm() {}

  /// Cell, its tanh and the hidden state, from the gates `i, f, g, o` and the cell before.
  static void cell(Object[] a, int[] at, int[] strides, int count) {
    cell(a, at, 0, count);
  }

  static void cell(Object[] a, int[] at, int start, int count) {
    float[] cell = (float[]) a[0];
    float[] tanh = (float[]) a[1];
    float[] hidden = (float[]) a[2];
    float[] gates = (float[]) a[3];
    float[] before = (float[]) a[7];
    for (int j = start; j < count; j++) {
      float kept = gates[at[4] + j] * before[at[7] + j];
      float c = kept + gates[at[3] + j] * gates[at[5] + j];
      float t = FloatMath.tanh(c);
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
    float[] d = (float[]) a[0];
    float[] dCell = (float[]) a[4];
    float[] dHidden = (float[]) a[5];
    float[] gates = (float[]) a[6];
    float[] tanh = (float[]) a[10];
    float[] before = (float[]) a[11];
    for (int j = start; j < count; j++) {
      float i = gates[at[6] + j];
      float f = gates[at[7] + j];
      float g = gates[at[8] + j];
      float o = gates[at[9] + j];
      float t = tanh[at[10] + j];
      float dh = dHidden[at[5] + j];
      float dc = dCell[at[4] + j] + dh * o * (1 - t * t);
      d[at[0] + j] = dc * g * ((1 - i) * i);
      d[at[1] + j] = dc * before[at[11] + j] * ((1 - f) * f);
      d[at[2] + j] = dc * i * (1 - g * g);
      d[at[3] + j] = dh * t * ((1 - o) * o);
      dCell[at[4] + j] = dc * f;
    }
  }
}
