package rivulet.oracle;

/// Products of matrices and vectors.
final class LinalgCalls {
  private LinalgCalls() {}

  static void addTo(OpTable table) {
    table.add("matmul", "input, other", a -> a.tensor("input").matmul(a.tensor("other")));
    table.add("__rmatmul__", "input, other", a -> a.tensor("other").matmul(a.tensor("input")));
    table.add("mm", "input, mat2", a -> a.tensor("input").mm(a.tensor("mat2")));
    table.add("bmm", "input, mat2", a -> a.tensor("input").bmm(a.tensor("mat2")));
    table.add("mv", "input, vec", a -> a.tensor("input").mv(a.tensor("vec")));
    table.add("dot", "input, tensor", a -> a.tensor("input").dot(a.tensor("tensor")));
  }
}
