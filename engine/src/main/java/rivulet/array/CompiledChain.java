package rivulet.array;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Makes the class of a [Chain]'s loop: every element is read once, goes through all links in
/// registers, and is written where somebody reads it.
///
/// The class is hidden, so that the collector takes it with its loop. It holds copies of the
/// functions of [FloatVectorFunctions] or [DoubleVectorFunctions]:
///
/// ```
/// for (int i = 0; i <= n - LANES; i += LANES) {
///   FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
///   FloatVector y = sigmoid(x); // its instructions, not a call
///   y.intoArray(c, co + i);
/// }
/// ```
final class CompiledChain {
  private static final ClassDesc NAME = ClassDesc.of("rivulet.array.FusedChain");
  private static final ClassDesc SPECIES = desc(VectorSpecies.class);
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int.arrayType(), CD_int);

  private final Chain chain;
  private final Vectors vectors;

  private CompiledChain(Chain chain) {
    this.chain = chain;
    this.vectors = chain.dtype() == DType.FLOAT32 ? Vectors.FLOAT : Vectors.DOUBLE;
  }

  /// The loop, for rows of as many elements as whole vectors hold.
  static InnerLoop of(Chain chain) {
    CompiledChain compiled = new CompiledChain(chain);
    try {
      Lookup lookup = MethodHandles.lookup().defineHiddenClass(compiled.bytes(), true);
      return (InnerLoop) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no loop of " + chain, e);
    }
  }

  /// The types of vectors of one dtype.
  private record Vectors(ClassDesc number, ClassDesc vector, ClassDesc loops, Class<?> functions) {
    static final Vectors FLOAT =
        new Vectors(
            ConstantDescs.CD_float,
            desc(FloatVector.class),
            desc(FloatVectorLoops.class),
            FloatVectorFunctions.class);
    static final Vectors DOUBLE =
        new Vectors(
            ConstantDescs.CD_double,
            desc(DoubleVector.class),
            desc(DoubleVectorLoops.class),
            DoubleVectorFunctions.class);
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private byte[] bytes() {
    MethodTypeDesc row = MethodTypeDesc.of(CD_void, parameters());
    return ClassFile.of()
        .build(
            NAME,
            type ->
                type.withFlags(AccessFlag.FINAL)
                    .withInterfaceSymbols(desc(InnerLoop.class))
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        0,
                        code ->
                            code.aload(0)
                                .invokespecial(
                                    CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> run(code, row))
                    .withMethodBody(
                        "row", row, ClassFile.ACC_STATIC, code -> new Row(code).emit()));
  }

  private List<ClassDesc> parameters() {
    List<ClassDesc> parameters = new ArrayList<>();
    for (int k = 0; k < chain.places(); k++) {
      if (chain.isUsed(k)) parameters.addAll(List.of(vectors.number.arrayType(), CD_int));
    }
    parameters.add(CD_int);
    return parameters;
  }

  /// `row((float[]) arrays[0], offsets[0], ..., count)`
  private void run(CodeBuilder code, MethodTypeDesc row) {
    for (int k = 0; k < chain.places(); k++) {
      if (!chain.isUsed(k)) continue;
      code.aload(1).loadConstant(k).aaload().checkcast(vectors.number.arrayType());
      code.aload(2).loadConstant(k).iaload();
    }
    code.iload(4).invokestatic(NAME, "row", row).return_();
  }

  /// The method with the loop.
  private final class Row {
    private final CodeBuilder code;
    private final int[] arrays = new int[chain.places()];
    private final int[] offsets = new int[chain.places()];

    /// Where vectors are held; of single numbers, the numbers. Negative before they are loaded.
    private final int[] held = new int[chain.places()];

    private final VectorCode functions = new VectorCode(vectors.functions);
    private int border;
    private int index;

    Row(CodeBuilder code) {
      this.code = code;
      Arrays.fill(held, -1);
    }

    void emit() {
      int count = takeParameters();
      prepare(count);
      Label top = code.newLabel();
      Label end = code.newLabel();
      code.labelBinding(top).iload(index).iload(border).if_icmpgt(end);
      for (int k = 0; k < chain.links().size(); k++) emit(k, chain.links().get(k));
      step();
      code.goto_(top).labelBinding(end).return_();
    }

    private int takeParameters() {
      int parameter = 0;
      for (int k = 0; k < arrays.length; k++) {
        if (!chain.isUsed(k)) continue;
        arrays[k] = code.parameterSlot(parameter++);
        offsets[k] = code.parameterSlot(parameter++);
      }
      return code.parameterSlot(parameter);
    }

    private void prepare(int count) {
      for (int k = chain.links().size(); k < chain.places(); k++) {
        if (chain.isRow(k)) continue;
        held[k] = code.allocateLocal(TypeKind.from(vectors.number));
        code.aload(arrays[k]).iload(offsets[k]).arrayLoad(TypeKind.from(vectors.number));
        code.storeLocal(TypeKind.from(vectors.number), held[k]);
      }
      border = code.allocateLocal(TypeKind.INT);
      index = code.allocateLocal(TypeKind.INT);
      code.iload(count).getstatic(vectors.loops, "LANES", CD_int).isub().istore(border);
      code.iconst_0().istore(index);
    }

    private void emit(int number, Chain.Link link) {
      List<Integer> places = link.operands().stream().map(chain::place).toList();
      for (int place : places) if (held[place] < 0) load(place);
      for (int place : places) push(place);
      functions.copy(name(link.op()), code);
      hold(number);
      if (link.isWritten()) store(number);
    }

    /// As `RECIPROCAL_SQUARE`, `reciprocalSquare`.
    private static String name(Enum<?> op) {
      return Pattern.compile("_(.)")
          .matcher(op.name().toLowerCase(Locale.ROOT))
          .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private void load(int place) {
      code.getstatic(vectors.loops, "SPECIES", SPECIES).aload(arrays[place]);
      code.iload(offsets[place]).iload(index).iadd();
      ClassDesc array = vectors.number.arrayType();
      code.invokestatic(
          vectors.vector, "fromArray", MethodTypeDesc.of(vectors.vector, SPECIES, array, CD_int));
      hold(place);
    }

    private void push(int place) {
      if (chain.isRow(place)) {
        code.aload(held[place]);
        return;
      }
      code.getstatic(vectors.loops, "SPECIES", SPECIES);
      code.loadLocal(TypeKind.from(vectors.number), held[place]);
      code.invokestatic(
          vectors.vector, "broadcast", MethodTypeDesc.of(vectors.vector, SPECIES, vectors.number));
    }

    private void hold(int place) {
      held[place] = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(held[place]);
    }

    private void store(int number) {
      code.aload(held[number]).aload(arrays[number]);
      code.iload(offsets[number]).iload(index).iadd();
      code.invokevirtual(
          vectors.vector,
          "intoArray",
          MethodTypeDesc.of(CD_void, vectors.number.arrayType(), CD_int));
    }

    private void step() {
      code.iload(index).getstatic(vectors.loops, "LANES", CD_int).iadd().istore(index);
    }
  }
}
