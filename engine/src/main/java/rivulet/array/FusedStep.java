package rivulet.array;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An operation of a [FusedLoop].
final class FusedStep {
  final Expression expression;

  /// The steps that compute operands in the same loop.
  final Set<FusedStep> sources = new LinkedHashSet<>();

  /// Where the operands are.
  final List<FusedPlace> operands = new ArrayList<>();

  /// How many steps of the loop read the result.
  int readers;

  /// The number of the last of them.
  int lastReader = -1;

  private final Storage storage;
  private @Nullable FusedPlace place;
  private @Nullable Object kept;

  FusedStep(Storage storage, Expression expression) {
    this.storage = storage;
    this.expression = expression;
  }

  /// Whether somebody else may want the result.
  boolean isWanted() {
    return expression.isWantedBeyond(readers);
  }

  /// Takes scratch memory for a block.
  void place(FusedScratch scratch) {
    place = FusedPlace.of(scratch.take(expression.dtype()));
  }

  /// Takes an array.
  void placeKept() {
    kept = storage.allocate(expression);
    place = FusedPlace.of(kept, 0, 1);
  }

  /// Where the result is.
  FusedPlace place() {
    return Objects.requireNonNull(place);
  }

  /// Gives scratch memory back.
  void leave(FusedScratch scratch) {
    if (kept == null) scratch.give(place().piece());
  }

  /// Whether somebody reads the result after the step before number `end`, or may later.
  boolean isReadFrom(int end) {
    return kept != null || lastReader < 0 || lastReader >= end;
  }

  /// Hands over what has been kept.
  void publish() {
    if (kept == null) expression.hasRun();
    else storage.fulfil(expression, kept);
  }
}
