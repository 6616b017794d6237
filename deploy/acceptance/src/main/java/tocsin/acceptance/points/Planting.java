package tocsin.acceptance.points;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts a call of [Fuse#pass] where each point is.
final class Planting implements ClassFileTransformer {
  private static final ClassDesc FUSE = ClassDesc.of(Fuse.class.getName());
  private static final MethodTypeDesc PASS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

  private final List<Point> points;

  Planting(List<Point> points) {
    this.points = List.copyOf(points);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    var here = points.stream().filter(point -> point.type().equals(name)).toList();
    return here.isEmpty()
        ? null
        : planted(
            here, bytes, Objects.requireNonNullElse(loader, ClassLoader.getSystemClassLoader()));
  }

  static byte[] planted(List<Point> points, byte[] bytes, ClassLoader loader) {
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    var transform = ClassTransform.ACCEPT_ALL;
    for (var point : points) {
      transform =
          transform.andThen(
              ClassTransform.transformingMethodBodies(
                  (MethodModel method) -> point.isIn(method.methodName().stringValue()),
                  CodeTransform.ofStateful(() -> at(point))));
    }
    return file.transformClass(file.parse(bytes), transform);
  }

  private static CodeTransform at(Point point) {
    return switch (point.place()) {
      case Point.Place.Entry() ->
          new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
              pass(code, point);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
              code.with(element);
            }
          };
      case Point.Place.Return() ->
          (code, element) -> {
            if (element instanceof ReturnInstruction) {
              pass(code, point);
            }
            code.with(element);
          };
      case Point.Place.Before(var call) ->
          (code, element) -> {
            if (calls(element, call)) {
              pass(code, point);
            }
            code.with(element);
          };
      case Point.Place.After(var call) ->
          (code, element) -> {
            code.with(element);
            if (calls(element, call)) {
              pass(code, point);
            }
          };
    };
  }

  private static boolean calls(CodeElement element, String call) {
    return element instanceof InvokeInstruction invoke
        && call.equals(invoke.owner().asInternalName() + "." + invoke.name().stringValue());
  }

  private static void pass(CodeBuilder code, Point point) {
    code.loadConstant(point.id()).invokestatic(FUSE, "pass", PASS);
  }
}
