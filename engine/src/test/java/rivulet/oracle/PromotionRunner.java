package rivulet.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rivulet.Tensor;
import rivulet.TensorOperators;
import rivulet.Tensors;
import rivulet.array.DType;

/// Runs `promotion.tsv`: tables of result dtypes, a case a cell.
final class PromotionRunner {
  private static final Map<String, UnaryOperator<Tensor>> OPS =
      Map.ofEntries(
          Map.entry("sum", Tensor::sum),
          Map.entry("mean", Tensor::mean),
          Map.entry("div", t -> t.div(t)),
          Map.entry("floor_divide", t -> t.div(t, "floor")),
          Map.entry("sqrt", Tensor::sqrt),
          Map.entry("sigmoid", Tensor::sigmoid),
          Map.entry("max", Tensor::max),
          Map.entry("argmax", Tensor::argmax),
          Map.entry("eq", t -> t.eq(t)),
          Map.entry("any", Tensor::any),
          Map.entry("neg", Tensor::neg),
          Map.entry("abs", Tensor::abs),
          Map.entry("t+1", t -> TensorOperators.add(t, 1)),
          Map.entry("t+1.5", t -> TensorOperators.add(t, 1.5)),
          Map.entry("t**2", t -> t.pow(2)),
          Map.entry("t@t", t -> t.matmul(t)),
          Map.entry("t-t", t -> TensorOperators.sub(t, t)),
          Map.entry("relu", Tensor::relu),
          Map.entry("requires_grad_", Tensor::requiresGrad_),
          Map.entry("exp", Tensor::exp),
          Map.entry("where", t -> Tensors.where(t.eq(t), t, t)),
          Map.entry("cat", t -> Tensors.cat(t, t)));

  private final Report report;
  private final String file;

  PromotionRunner(Report report, String file) {
    this.report = report;
    this.file = file;
  }

  void run(Path table) throws IOException {
    String title = "";
    String[] columns = {};
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split("\t");
      if (line.startsWith("## ")) {
        title = cells[0].substring(3);
        columns = cells;
      } else if (!line.startsWith("#")) {
        row(title, columns, cells);
      }
    }
  }

  private void row(String title, String[] columns, String[] cells) {
    for (int i = 1; i < cells.length; i++) {
      String row = cells[0];
      String column = columns[i];
      String expected = cells[i];
      report.run(
          file,
          "promotion",
          title + "/" + row + "/" + column,
          () -> cell(title, row, column, expected));
    }
  }

  private static Outcome cell(String title, String row, String column, String expected) {
    return switch (title) {
      case "tensor (dim >= 1) op tensor (dim >= 1)" ->
          gives(expected, () -> ones(row, 2).add(ones(column, 2)));
      case "tensor (dim >= 1) op tensor (dim 0)" ->
          gives(expected, () -> ones(row, 2).add(ones(column)));
      case "tensor op scalar" -> scalar(row, column, expected);
      case "result dtype or error by op" -> op(row, column, expected);
      default -> Outcome.UNMAPPED;
    };
  }

  private static Outcome scalar(String row, String kind, String expected) {
    return switch (kind) {
      case "int" -> gives(expected, () -> ones(row, 2).add(1));
      case "float" -> gives(expected, () -> ones(row, 2).add(1.5));
      default -> throw new Outcome.NotApplicable("a truth value as a number");
    };
  }

  private static Outcome op(String op, String dtype, String expected) {
    UnaryOperator<Tensor> call = OPS.get(op);
    if (op.equals("t*True")) {
      throw new Outcome.NotApplicable("a truth value as a number");
    }
    if (call == null) {
      return Outcome.UNMAPPED;
    }
    return gives(expected, () -> call.apply(ones(dtype, 2)));
  }

  private static Outcome gives(String expected, Supplier<Tensor> call) {
    if (expected.startsWith("error: ")) {
      return Failures.judge(call, expected.substring("error: ".length()));
    }
    DType dtype = TensorData.dtype(expected);
    DType actual = call.get().dtype();
    return actual == dtype
        ? Outcome.PASS
        : Outcome.failed("gives " + actual + ", expected " + dtype);
  }

  private static Tensor ones(String dtype, int... size) {
    return Tensors.ones(size, TensorData.dtype(dtype));
  }
}
