/// The kernel's run time: sockets, requests and their contexts, outputs; the border to the
/// interpreter.
@NullMarked
package rivulet.kernel.session;

import org.jspecify.annotations.NullMarked;
