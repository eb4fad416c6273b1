package dev.muster.processor.map;

/**
 * Where an edge leaves the box of its method.
 *
 * @param edge the edge
 * @param method the method, as people say it
 * @param y how far down
 */
record Port(Edge edge, String method, int y) {}
