/// What notebooks and libraries that were written for IJava know of its kernel.
@NullMarked
package io.github.spencerpark.ijava;

import org.jspecify.annotations.NullMarked;
