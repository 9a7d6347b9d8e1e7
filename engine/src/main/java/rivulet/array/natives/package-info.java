/// The native libraries of numeric kernels, called through `java.lang.foreign`. They come as
/// resources of Maven artifacts, are copied to a cache folder once, and are loaded when the first
/// function of theirs is wanted. Everything here works on Java arrays and checks its bounds; a
/// library that is not to be had leaves its functions out, and the caller has loops of its own.
@NullMarked
package rivulet.array.natives;

import org.jspecify.annotations.NullMarked;
