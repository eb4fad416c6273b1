package dev.muster.processor.read;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.TypeName;
import dev.muster.policy.GivesResult;
import dev.muster.policy.NamesParameter;
import dev.muster.processor.model.Misfit;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Reads what a policy's annotation says of one method, and keeps what is not so. */
final class MisfitReader {
    private final Language language;
    private final ExecutableElement method;

    MisfitReader(Language language, ExecutableElement method) {
        this.language = language;
        this.method = method;
    }

    /** What the policies of an element say, the method itself or its type. */
    List<Misfit> read(Element element) {
        List<Misfit> misfits = new ArrayList<>();
        for (Occurrence occurrence : Occurrence.of(element)) {
            if (occurrence.enforced().isPresent()) {
                add(occurrence, misfits);
            }
        }
        return misfits;
    }

    /** Only what is written: the defaults of an annotation are about no method. */
    private void add(Occurrence occurrence, List<Misfit> misfits) {
        occurrence.mirror().getElementValues().forEach((member, value) -> {
            if (MoreElements.isAnnotationPresent(member, NamesParameter.class)) {
                addNames(occurrence, member, value, misfits);
            }
            if (MoreElements.isAnnotationPresent(member, GivesResult.class)) {
                result(occurrence, member, value).ifPresent(misfits::add);
            }
        });
    }

    private static String said(Occurrence occurrence, ExecutableElement member, String value) {
        String name = member.getSimpleName().toString();
        return "@" + occurrence.type().getSimpleName() + (name.equals("value") ? "(" : "(" + name + " = ") + value
                + ")";
    }

    private static Place place(Occurrence occurrence, ExecutableElement member, AnnotationValue value) {
        return occurrence.isCarried()
                ? occurrence.place()
                : occurrence.place().member(member.getSimpleName().toString(), value);
    }

    // ---------------------------------------------------------------- parameters

    private void addNames(
            Occurrence occurrence, ExecutableElement member, AnnotationValue value, List<Misfit> misfits) {
        if (value.getValue() instanceof List<?> several) {
            several.forEach(each -> addNames(occurrence, member, (AnnotationValue) each, misfits));
        } else if (value.getValue() instanceof String name
                && !name.isEmpty()
                && !parameters().contains(name)) {
            misfits.add(new Misfit.NoParameter(
                    said(occurrence, member, "\"" + name + "\""),
                    name,
                    parameters(),
                    place(occurrence, member, value)));
        }
    }

    private List<String> parameters() {
        return method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
    }

    // ---------------------------------------------------------------- results

    private Optional<Misfit> result(Occurrence occurrence, ExecutableElement member, AnnotationValue value) {
        if (!(value.getValue() instanceof DeclaredType named)) {
            return Optional.empty();
        }
        TypeMirror declared = Language.element(named).asType();
        language.requireSupertypes(declared);
        return giver(member)
                .flatMap(giver -> given(declared, giver)
                        .filter(given -> !fits(given))
                        .map(given -> new Misfit.OtherResult(
                                said(occurrence, member, text(named) + ".class"),
                                text(named),
                                text(given),
                                text(language.types().getDeclaredType(Language.element(giver), wanted())),
                                place(occurrence, member, value))));
    }

    private static String text(TypeMirror type) {
        return SimpleNames.of(TypeName.get(type));
    }

    /** The {@code F<?>} of a member {@code Class<? extends F<?>>}. */
    private static Optional<DeclaredType> giver(ExecutableElement member) {
        return member.getReturnType() instanceof DeclaredType type
                        && type.getTypeArguments().size() == 1
                        && type.getTypeArguments().get(0) instanceof WildcardType wildcard
                        && wildcard.getExtendsBound() instanceof DeclaredType bound
                        && Language.element(bound).getTypeParameters().size() == 1
                ? Optional.of(bound)
                : Optional.empty();
    }

    /** The argument with which a type is a {@code giver}; empty if it is a raw one. */
    private Optional<TypeMirror> given(TypeMirror type, DeclaredType giver) {
        if (type instanceof DeclaredType declared && Language.element(declared).equals(Language.element(giver))) {
            return declared.getTypeArguments().stream().findFirst().map(TypeMirror.class::cast);
        }
        return language.types().directSupertypes(type).stream()
                .flatMap(above -> given(above, giver).stream())
                .findFirst();
    }

    /** Where the method gives what its callers choose, what is left without the variables decides. */
    private boolean fits(TypeMirror given) {
        TypeMirror wanted = wanted();
        Types types = language.types();
        return types.isAssignable(given, wanted)
                || (Variables.areIn(wanted) && types.isAssignable(types.erasure(given), types.erasure(wanted)));
    }

    private TypeMirror wanted() {
        TypeMirror type = method.getReturnType();
        if (type.getKind() == TypeKind.VOID) {
            return language.named("java.lang.Void");
        }
        return type instanceof PrimitiveType primitive
                ? language.types().boxedClass(primitive).asType()
                : new Promises(language).promised(type).orElse(type);
    }
}
