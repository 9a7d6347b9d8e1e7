package rivulet;

/// Extremes along a dimension, and where they lie.
///
/// @param values the extremes
/// @param indices their positions along the dimension, int64
public record ValuesIndices(Tensor values, Tensor indices) {}
