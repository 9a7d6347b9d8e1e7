package rivulet.kernel.cell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A method that woven code calls in place of the method of the same name and parameters of a type
/// of Java: of an instance method, the first parameter is the object.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface InPlaceOf {
  /// The type whose method it is, for its subtypes in Java as well.
  Class<?> value();

  /// Whether the method is static.
  boolean isStatic() default false;
}
