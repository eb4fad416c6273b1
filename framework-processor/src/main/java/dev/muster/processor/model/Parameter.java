package dev.muster.processor.model;

import com.palantir.javapoet.TypeName;
import dev.muster.processor.report.Place;

/**
 * A parameter of an annotated method.
 *
 * @param name its name in the source
 * @param type its type; an array for the last parameter of a varargs method
 * @param erasure its type, erased
 * @param shape how its values cross to a child process
 * @param place its declaration
 */
public record Parameter(String name, TypeName type, TypeName erasure, Shape shape, Place place) {}
