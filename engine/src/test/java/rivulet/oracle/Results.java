package rivulet.oracle;

import java.util.List;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.ValuesIndices;
import rivulet.array.DType;

/// What a call gave, as a list of tensors.
final class Results {
  private Results() {}

  static List<Tensor> tensors(Object result) {
    return switch (result) {
      case Tensor tensor -> List.of(tensor);
      case ValuesIndices(Tensor values, Tensor indices) -> List.of(values, indices);
      case Double number -> List.of(Tensors.tensor(number, DType.FLOAT64));
      case List<?> list -> list.stream().map(Tensor.class::cast).toList();
      default -> throw new IllegalArgumentException("not a result: " + result);
    };
  }
}
