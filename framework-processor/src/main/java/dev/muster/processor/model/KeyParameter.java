package dev.muster.processor.model;

import dev.muster.processor.report.Place;
import java.util.Optional;

/**
 * A parameter that is marked as a key, once for each mark.
 *
 * @param parameter the parameter's name
 * @param resource the resource that it is said to be a key of; empty if that is left open
 * @param obstacle why values of its type are no keys, as the second half of a sentence, if they are none
 * @param place the mark
 */
public record KeyParameter(String parameter, String resource, Optional<String> obstacle, Place place) {}
