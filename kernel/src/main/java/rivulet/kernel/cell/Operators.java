package rivulet.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.OperatorSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree.Tag;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Extension;

/// Finds the method that stands for an operator whose operands are of an extension's types. javac
/// asks only where Java itself has no such operator, so `+` of strings, boxed numbers and `==` keep
/// their meaning, and wrong programs get javac's own message.
final class Operators {
  private static final Context.Key<Operators> KEY = new Context.Key<>();

  private final Symtab symbols;
  private final Types types;
  private final Names names;
  private final java.util.List<Extension.Operators> declared;

  private Operators(Context context, java.util.List<Extension.Operators> declared) {
    symbols = Symtab.instance(context);
    types = Types.instance(context);
    names = Names.instance(context);
    this.declared = declared;
  }

  /// The context's operators, hooked into its compiler at the first call.
  static Operators of(Context context, java.util.List<Extension.Operators> declared) {
    Operators known = context.get(KEY);
    if (known == null) {
      known = new Operators(context, declared);
      context.put(KEY, known);
      JavacAccess.hook(
          context,
          OperatorNames.BINARY.keySet().toArray(Tag[]::new),
          OperatorNames.UNARY.keySet().toArray(Tag[]::new),
          known);
    }
    return known;
  }

  /// A method in an operator's place.
  static final class Call extends OperatorSymbol {
    private static final int NO_BYTECODE = 0; // javac.jvm.ByteCodes.nop

    final MethodSymbol method;

    Call(MethodSymbol method) {
      super(method.name, method.type, NO_BYTECODE, method.owner);
      this.method = method;
    }
  }

  /// The method for an operator, or null where none fits.
  @Nullable OperatorSymbol resolve(Tag tag, List<Type> operands) {
    var names = operands.size() == 1 ? OperatorNames.UNARY : OperatorNames.BINARY;
    String name = names.get(tag);
    MethodSymbol method = name == null ? null : find(name, operands);
    return method == null ? null : new Call(method);
  }

  /// The method that changes the left operand in place, or null where none fits.
  @Nullable MethodSymbol assignment(Tag tag, Type left, Type right) {
    return find(OperatorNames.assignment(tag), List.of(left, right));
  }

  private @Nullable MethodSymbol find(String name, List<Type> operands) {
    MethodSymbol best = null;
    for (Extension.Operators each : declared) {
      ClassSymbol type = known(each.type());
      if (type != null && operands.stream().anyMatch(t -> isOf(t, type))) {
        best = mostSpecific(holder(each.holder(), type), names.fromString(name), operands, best);
      }
    }
    return best;
  }

  /// The type's symbol; a compiler that has not met it cannot have an operand of it.
  private @Nullable ClassSymbol known(String binaryName) {
    var found = symbols.getClassesForName(names.fromString(binaryName)).iterator();
    return found.hasNext() ? found.next() : null;
  }

  private boolean isOf(Type operand, ClassSymbol type) {
    boolean reference = operand.hasTag(TypeTag.CLASS) || operand.hasTag(TypeTag.TYPEVAR);
    return reference && types.asSuper(operand, type) != null;
  }

  private ClassSymbol holder(String binaryName, ClassSymbol type) {
    ClassSymbol holder = symbols.enterClass(type.packge().modle, names.fromString(binaryName));
    holder.complete();
    return holder;
  }

  private @Nullable MethodSymbol mostSpecific(
      ClassSymbol holder, Name name, List<Type> operands, @Nullable MethodSymbol start) {
    MethodSymbol best = start;
    for (Symbol symbol : holder.members().getSymbolsByName(name)) {
      if (symbol instanceof MethodSymbol method
          && isApplicable(method, operands)
          && (best == null || isMoreSpecific(method, best))) {
        best = method;
      }
    }
    return best;
  }

  private boolean isMoreSpecific(MethodSymbol method, MethodSymbol than) {
    return types.isSubtypes(method.type.getParameterTypes(), than.type.getParameterTypes());
  }

  private boolean isApplicable(MethodSymbol method, List<Type> operands) {
    List<Type> parameters = method.type.getParameterTypes();
    if (!method.isStatic() || parameters.size() != operands.size()) {
      return false;
    }
    for (Type operand : operands) {
      if (operand.hasTag(TypeTag.BOT) || !types.isConvertible(operand, parameters.head)) {
        return false;
      }
      parameters = parameters.tail;
    }
    return true;
  }
}
