/// Scheduling of the backward pass as Akka messages; knows no tensors, only nodes and what flows
/// between them.
@NullMarked
package rivulet.backward;

import org.jspecify.annotations.NullMarked;
