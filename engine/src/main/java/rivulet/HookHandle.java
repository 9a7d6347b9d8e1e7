package rivulet;

/// A registered hook; closing or removing it ends it.
@FunctionalInterface
public interface HookHandle extends AutoCloseable {
  /// Removes the hook; no effect the second time.
  void remove();

  @Override
  default void close() {
    remove();
  }
}
