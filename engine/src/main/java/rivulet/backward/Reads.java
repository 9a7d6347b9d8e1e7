package rivulet.backward;

/// Receives what memory a node may read in a pass, so that nothing writes there before the node is
/// done.
public interface Reads {
  /// Memory that it may read, known by identity.
  void memory(Object memory);

  /// It may read any memory: it calls what users wrote.
  void anything();
}
