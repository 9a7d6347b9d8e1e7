package com.sun.tools.javac.comp;

import com.sun.tools.javac.code.Symbol.OperatorSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.Tag;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.Name;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.function.BiFunction;

/// Adds one last candidate to each of javac's operators.
///
/// javac asks an operator's candidates in order and takes the first that fits, so this one is asked
/// only where plain Java has no such operator: the meaning of Java itself cannot change. It lives in
/// javac's package because the candidates' classes are package-private.
public final class OperatorHook {
  private OperatorHook() {}

  /// @param resolver from an operator and the types of its operands to the method that stands for
  ///   it, or null
  public static void install(
      Context context,
      Tag[] binary,
      Tag[] unary,
      BiFunction<Tag, List<Type>, OperatorSymbol> resolver)
      throws ReflectiveOperationException {
    Operators operators = Operators.instance(context);
    Map<Name, List<Operators.BinaryOperatorHelper>> two = candidates(operators, "binaryOperators");
    for (Tag tag : binary) {
      two.computeIfPresent(
          operators.operatorName(tag),
          (name, list) -> list.append(new Binary(operators, tag, resolver)));
    }
    Map<Name, List<Operators.UnaryOperatorHelper>> one = candidates(operators, "unaryOperators");
    for (Tag tag : unary) {
      one.computeIfPresent(
          operators.operatorName(tag),
          (name, list) -> list.append(new Unary(operators, tag, resolver)));
    }
  }

  @SuppressWarnings("unchecked") // the fields' own types
  private static <H> Map<Name, List<H>> candidates(Operators operators, String field)
      throws ReflectiveOperationException {
    Field f = Operators.class.getDeclaredField(field);
    f.setAccessible(true);
    return (Map<Name, List<H>>) f.get(operators);
  }

  private static final class Binary extends Operators.BinaryOperatorHelper {
    private final Tag tag;
    private final BiFunction<Tag, List<Type>, OperatorSymbol> resolver;

    Binary(Operators operators, Tag tag, BiFunction<Tag, List<Type>, OperatorSymbol> resolver) {
      operators.super(tag);
      this.tag = tag;
      this.resolver = resolver;
    }

    @Override
    public boolean test(Type left, Type right) {
      return resolve(left, right) != null;
    }

    @Override
    OperatorSymbol resolve(Type left, Type right) {
      return resolver.apply(tag, List.of(left, right));
    }
  }

  private static final class Unary extends Operators.UnaryOperatorHelper {
    private final Tag tag;
    private final BiFunction<Tag, List<Type>, OperatorSymbol> resolver;

    Unary(Operators operators, Tag tag, BiFunction<Tag, List<Type>, OperatorSymbol> resolver) {
      operators.super(tag);
      this.tag = tag;
      this.resolver = resolver;
    }

    @Override
    public boolean test(Type operand) {
      return resolve(operand) != null;
    }

    @Override
    OperatorSymbol resolve(Type operand) {
      return resolver.apply(tag, List.of(operand));
    }
  }
}
