package rivulet;

import java.util.ArrayList;
import java.util.List;
import rivulet.array.DType;
import rivulet.array.NDArray;

/// A tensor's text, PyTorch's to the letter, so that a notebook shows what every tutorial does.
final class TensorFormat {
  private static final String PREFIX = "tensor(";

  private static volatile PrintOptions current = PrintOptions.DEFAULT;

  private final PrintOptions options;
  private final boolean summarised;
  private final NumberFormat numbers;

  private TensorFormat(NDArray array, PrintOptions options) {
    this.options = options;
    this.summarised = array.numel() > options.threshold();
    List<NDArray> shown = new ArrayList<>();
    show(array, 0, shown);
    this.numbers = new NumberFormat(shown, array.dtype(), options);
  }

  static void setOptions(PrintOptions options) {
    current = options;
  }

  static String format(Tensor tensor) {
    NDArray array = tensor.array();
    String body =
        array.numel() == 0 ? "[]" : new TensorFormat(array, current).text(array, PREFIX.length());
    return withSuffixes(PREFIX + body, suffixes(tensor));
  }

  private static List<String> suffixes(Tensor tensor) {
    List<String> suffixes = new ArrayList<>();
    DType dtype = tensor.dtype();
    boolean empty = tensor.numel() == 0;
    if (empty && tensor.dim() != 1) suffixes.add("size=" + size(tensor));
    boolean usual = dtype == Promotion.defaultFloating() || (!empty && isPlain(dtype));
    if (!usual) suffixes.add("dtype=" + dtype);
    var node = tensor.gradFn();
    if (node != null) {
      suffixes.add("grad_fn=<" + node.name() + ">");
    } else if (tensor.requiresGrad()) {
      suffixes.add("requires_grad=True");
    }
    return suffixes;
  }

  /// What the text of the elements shows already.
  private static boolean isPlain(DType dtype) {
    return dtype == DType.INT64 || dtype == DType.BOOL;
  }

  private static String size(Tensor tensor) {
    return Messages.list(tensor.shape()).replace('[', '(').replace(']', ')');
  }

  private static String withSuffixes(String text, List<String> suffixes) {
    StringBuilder result = new StringBuilder(text);
    int column = text.length() - text.lastIndexOf('\n') + 1;
    for (String suffix : suffixes) {
      if (column + suffix.length() + 2 > current.linewidth()) {
        result.append(",\n").append(" ".repeat(PREFIX.length())).append(suffix);
        column = PREFIX.length() + suffix.length();
      } else {
        result.append(", ").append(suffix);
        column += suffix.length() + 2;
      }
    }
    return result.append(')').toString();
  }

  /// Collects the parts of the array that are printed.
  private void show(NDArray array, int dim, List<NDArray> shown) {
    if (dim == array.rank()) {
      shown.add(array);
      return;
    }
    int size = array.shape().size(dim);
    if (!isCut(size)) {
      show(array, dim + 1, shown);
      return;
    }
    show(array.slice(dim, 0, options.edgeitems(), 1), dim + 1, shown);
    show(array.slice(dim, size - options.edgeitems(), size, 1), dim + 1, shown);
  }

  private boolean isCut(int size) {
    return summarised && size > 2 * options.edgeitems();
  }

  private String text(NDArray array, int indent) {
    return switch (array.rank()) {
      case 0 -> numbers.padded(array, 0);
      case 1 -> row(array, indent);
      default -> slices(array, indent);
    };
  }

  private String row(NDArray array, int indent) {
    List<String> items = new ArrayList<>();
    int size = array.numel();
    int edge = isCut(size) ? options.edgeitems() : size;
    for (int i = 0; i < edge; i++) items.add(numbers.padded(array, i));
    if (edge < size) {
      items.add(" ...");
      for (int i = size - edge; i < size; i++) items.add(numbers.padded(array, i));
    }
    return "[" + lines(items, indent) + "]";
  }

  private String lines(List<String> items, int indent) {
    int each = numbers.width() + 2;
    int perLine = Math.max(1, Math.floorDiv(options.linewidth() - indent, each));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < items.size(); i += perLine) {
      lines.add(String.join(", ", items.subList(i, Math.min(items.size(), i + perLine))));
    }
    return String.join(",\n" + " ".repeat(indent + 1), lines);
  }

  private String slices(NDArray array, int indent) {
    List<String> slices = new ArrayList<>();
    int size = array.shape().size(0);
    int edge = isCut(size) ? options.edgeitems() : size;
    for (int i = 0; i < edge; i++) slices.add(text(array.select(0, i), indent + 1));
    if (edge < size) {
      slices.add("...");
      for (int i = size - edge; i < size; i++) slices.add(text(array.select(0, i), indent + 1));
    }
    String separator = "," + "\n".repeat(array.rank() - 1) + " ".repeat(indent + 1);
    return "[" + String.join(separator, slices) + "]";
  }
}
