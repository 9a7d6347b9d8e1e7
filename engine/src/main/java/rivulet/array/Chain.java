package rivulet.array;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// Element-wise operations one after the other, of which one loop over memory can be made: the key
/// of that loop.
///
/// The loop's arrays are the results of all links, then the inputs. Nothing is written for a link
/// that is not [Link#isWritten] where the loop can do without.
///
/// @param dtype of all elements: float32 or float64
/// @param inputs which ones are rows; the others are single numbers
record Chain(DType dtype, List<Boolean> inputs, List<Link> links) {
  /// The most that one loop may hold, by [#weight]: two polynomials and twenty others. More that
  /// wait for one another are slower in one loop than in two, as a core looks ahead less far.
  static final int MOST = 48;

  private static final int WEIGHT_OF_A_POLYNOMIAL = 14;

  private static final Set<Unary> POLYNOMIALS =
      EnumSet.of(
          Unary.EXP, Unary.LOG, Unary.LOG1P, Unary.TANH, Unary.SIGMOID, Unary.ERF, Unary.GELU);

  /// An operation.
  ///
  /// @param op a [Unary] or a [Binary]
  /// @param operands the numbers of links before it, or the complements of inputs' numbers
  /// @param isWritten whether somebody reads the result from memory
  record Link(Enum<?> op, List<Integer> operands, boolean isWritten) {}

  /// How many arrays the loop has.
  int places() {
    return links.size() + inputs.size();
  }

  /// The number of an operand's array.
  int place(int operand) {
    return operand < 0 ? links.size() + ~operand : operand;
  }

  /// Whether a place holds one element behind the other.
  boolean isRow(int place) {
    return place < links.size() || inputs.get(place - links.size());
  }

  /// Whether anything is read from a place, or written to it.
  boolean isUsed(int place) {
    return place >= links.size() || links.get(place).isWritten();
  }

  /// The loop.
  InnerLoop loop() {
    return Loops.chain(this);
  }

  /// Whether an operation can be a link, as one that has a form in vectors.
  static boolean takes(Enum<?> op, DType dtype) {
    return switch (op) {
      case Unary unary -> Loops.isInVectors(unary, dtype);
      case Binary binary -> Loops.isInVectors(binary, dtype);
      default -> false;
    };
  }

  /// What an operation adds to a loop, in operations of one instruction.
  static int weight(Enum<?> op) {
    return op instanceof Unary unary && POLYNOMIALS.contains(unary) ? WEIGHT_OF_A_POLYNOMIAL : 1;
  }
}
