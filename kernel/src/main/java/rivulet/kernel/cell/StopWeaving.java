package rivulet.kernel.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Puts a call of [StopChecks#check()] at a method's entry and before every jump backwards.
final class StopWeaving implements CodeTransform {
  private static final ClassDesc CHECKS = ClassDesc.of(StopChecks.class.getName());

  private final Set<Label> passed = new HashSet<>();

  private boolean entered;

  /// The check at the entry stands behind the method's first line number, so that it has a line,
  /// and behind a `new`: stack maps name the place of one whose object is not initialized yet.
  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    boolean first = !entered && element instanceof Instruction;
    entered |= first;
    boolean isNew = element instanceof NewObjectInstruction;
    if ((first && !isNew) || jumpsBack(element)) {
      check(code);
    }
    code.with(element);
    if (first && isNew) {
      check(code);
    }
  }

  private boolean jumpsBack(CodeElement element) {
    return switch (element) {
      case LabelTarget target -> {
        passed.add(target.label());
        yield false;
      }
      case BranchInstruction branch -> passed.contains(branch.target());
      case TableSwitchInstruction s -> jumpsBack(s.defaultTarget(), s.cases());
      case LookupSwitchInstruction s -> jumpsBack(s.defaultTarget(), s.cases());
      default -> false;
    };
  }

  private boolean jumpsBack(Label otherwise, List<SwitchCase> cases) {
    return passed.contains(otherwise)
        || cases.stream().map(SwitchCase::target).anyMatch(passed::contains);
  }

  private static void check(CodeBuilder code) {
    code.invokestatic(CHECKS, "check", ConstantDescs.MTD_void);
  }
}
