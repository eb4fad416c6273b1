/**
 * Reading and writing of arguments and results that cross to child processes.
 *
 * <p>Used by generated code and by the runtime's process workers. Imports nothing of ours.
 *
 * <h2>Layout of the bytes</h2>
 *
 * <p>Values follow each other without padding, names or types: the reader knows what comes. Numbers are little-endian.
 *
 * <table class="striped">
 * <caption>Primitives, strings and arrays of primitives ({@link dev.muster.wire.WireWriter})</caption>
 * <thead><tr><th>Type</th><th>Bytes</th></tr></thead>
 * <tbody>
 * <tr><td>boolean, byte</td><td>1; a boolean is 0 or 1</td></tr>
 * <tr><td>short, char</td><td>2; a char is a UTF-16 unit</td></tr>
 * <tr><td>int, float</td><td>4; a float as IEEE 754 has it</td></tr>
 * <tr><td>long, double</td><td>8</td></tr>
 * <tr><td>array of primitives</td><td>an int, the length, and the elements; -1 is null</td></tr>
 * <tr><td>string</td><td>an unsigned int, twice the number of UTF-16 units, and each unit as one byte, all being below 256;
 * or one more than that, and each unit as two bytes, unpaired surrogates as they are; -1 is null</td></tr>
 * </tbody>
 * </table>
 *
 * <p>All other types ({@link dev.muster.wire.WireFormats}) begin with a boolean: false is null and all of it, true is followed
 * by the parts. They may stand inside each other 2,000 levels deep.
 *
 * <table class="striped">
 * <caption>Parts of the other types</caption>
 * <thead><tr><th>Type</th><th>Parts</th></tr></thead>
 * <tbody>
 * <tr><td>boxed primitive</td><td>the primitive</td></tr>
 * <tr><td>enum</td><td>int: the ordinal</td></tr>
 * <tr><td>record</td><td>its components, in their order; a primitive one as such</td></tr>
 * <tr><td>array of references, list, set, any collection or iterable</td><td>int: the number of elements; the elements</td></tr>
 * <tr><td>map</td><td>int: the number of mappings; each as an entry</td></tr>
 * <tr><td>entry</td><td>the key, the value</td></tr>
 * <tr><td>sorted set, sorted map, {@code PriorityQueue}</td><td>the comparator, as any other type, or null; then as a set or
 * map</td></tr>
 * <tr><td>one of several types</td><td>int: which; the value</td></tr>
 * <tr><td>{@code Optional}</td><td>what it holds, or null</td></tr>
 * <tr><td>{@code OptionalInt}, {@code OptionalLong}, {@code OptionalDouble}</td><td>what it holds, boxed, or null</td></tr>
 * <tr><td>{@code BigInteger}</td><td>array of bytes: two's complement, as short as can be, most significant first</td></tr>
 * <tr><td>{@code BigDecimal}</td><td>array of bytes: the unscaled {@code BigInteger}; int: the scale</td></tr>
 * <tr><td>{@code Void}</td><td>none: it is always null</td></tr>
 * <tr><td>{@code UUID}</td><td>long: the most significant bits; long: the others</td></tr>
 * <tr><td>{@code URI}, {@code ZoneId}, {@code Path}</td><td>string</td></tr>
 * <tr><td>{@code Instant}, {@code Duration}</td><td>long: seconds; int: nanoseconds</td></tr>
 * <tr><td>{@code LocalDate}</td><td>int: year; byte: month; byte: day</td></tr>
 * <tr><td>{@code LocalTime}</td><td>long: nanosecond of the day</td></tr>
 * <tr><td>{@code LocalDateTime}</td><td>parts of the date, parts of the time</td></tr>
 * <tr><td>{@code ZoneOffset}</td><td>int: seconds</td></tr>
 * <tr><td>{@code OffsetTime}, {@code OffsetDateTime}</td><td>parts of the local one; int: seconds of the offset</td></tr>
 * <tr><td>{@code ZonedDateTime}</td><td>as {@code OffsetDateTime}; string: the zone</td></tr>
 * <tr><td>{@code Period}</td><td>int: years; int: months; int: days</td></tr>
 * <tr><td>{@code Year}</td><td>int</td></tr>
 * <tr><td>{@code YearMonth}</td><td>int: year; byte: month</td></tr>
 * <tr><td>{@code MonthDay}</td><td>byte: month; byte: day</td></tr>
 * <tr><td>any other</td><td>boolean: whether a {@link dev.muster.wire.Codec} carries it, or else Java serialization; then what
 * that wrote, as arrays of bytes that are not null, the last of which, and no other, is empty</td></tr>
 * </tbody>
 * </table>
 *
 * <p>What cannot stand where it stands ends the reading with an {@link java.io.IOException}. A {@link
 * dev.muster.wire.WireException} is a fault of the value; any other is one of the channel.
 */
@NullMarked
package dev.muster.wire;

import org.jspecify.annotations.NullMarked;
