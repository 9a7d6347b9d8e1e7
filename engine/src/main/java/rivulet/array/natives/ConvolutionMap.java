package rivulet.array.natives;

/// What is computed from what in a convolution.
enum ConvolutionMap {
  FORWARD(Role.X, Role.W, Role.Y),
  INPUT(Role.DY, Role.W, Role.DX),
  WEIGHT(Role.X, Role.DY, Role.DW);

  final Role left;
  final Role right;
  final Role result;

  ConvolutionMap(Role left, Role right, Role result) {
    this.left = left;
    this.right = right;
    this.result = result;
  }

  /// The input, the weight, the result, and their gradients; each with the library's number of the
  /// argument, and of the query for its description.
  enum Role {
    X(1, 129),
    W(33, 131),
    Y(17, 133),
    DX(129, 130),
    DW(161, 132),
    DY(145, 134);

    final int argument;
    final int query;

    Role(int argument, int query) {
      this.argument = argument;
      this.query = query;
    }

    long[] sizes(ConvolutionSizes sizes) {
      return switch (this) {
        case X, DX -> ConvolutionSizes.longs(sizes.x());
        case W, DW -> sizes.weight();
        case Y, DY -> ConvolutionSizes.longs(sizes.y());
      };
    }
  }
}
