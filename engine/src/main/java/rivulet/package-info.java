/// The engine: tensors that record what is done to them, and their gradients.
///
/// The graph as the user sees it, after `var y = x.mul(w).add(b)`: every tensor knows the operation
/// it came from, every operation those of its inputs.
///
/// ```
///   x ──┐
///       ├─ mul ── (x·w) ──┐
///   w ──┘                 ├─ add ── y        y.gradFn() is AddBackward0
///   b ────────────────────┘
/// ```
///
/// The same graph as a backward pass runs it: gradients flow from node to node, each is computed
/// from the one that arrived by the derivative that the operation's own method declares, and what
/// arrives at a leaf is added to its `grad` once the whole pass has succeeded.
///
/// ```
///   1 ─▶ AddBackward0 ─▶ MulBackward0 ─▶ AccumulateGrad (x)
///                   │               └──▶ AccumulateGrad (w)
///                   └──────────────────▶ AccumulateGrad (b)
/// ```
///
/// Where to read: an operation in its topic ([rivulet.LinalgOps] is the shortest), how it is
/// recorded in `Op`, what its node does in `OpNode`, what an in-place operation does to histories
/// in `InPlace` and `View`, where passes start and end in `Gradients`.
@NullMarked
package rivulet;

import org.jspecify.annotations.NullMarked;
