package dev.muster.processor.model;

/** A part of a record: its accessor's name and how its values cross. */
public record Component(String name, Shape shape) {}
