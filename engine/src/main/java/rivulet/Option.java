package rivulet;

/// An optional argument by name, as Python's `lr=0.1`: made by [Options], read by [Arguments].
///
/// @param name PyTorch's name in camelCase
/// @param value what it is set to
public record Option(String name, Object value) {}
