package org.ontogeny.actors;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.kernel.Batch;

/**
 * Says everything that is in a record, arrays and bits of numbers included, so that equal texts
 * mean equal values.
 */
public final class Deep {

  private Deep() {}

  /** The text of a value made of records, collections, arrays, enums, strings and numbers. */
  public static String text(Object value) {
    StringBuilder text = new StringBuilder();
    append(value, text);
    return text.toString();
  }

  private static void append(Object value, StringBuilder text) {
    if (value instanceof Record) {
      appendRecord(value, text);
    } else if (value != null && value.getClass().isArray()) {
      text.append('[');
      for (int k = 0; k < Array.getLength(value); k++) {
        append(Array.get(value, k), text);
        text.append(' ');
      }
      text.append(']');
    } else if (value instanceof Iterable<?> values) {
      text.append('(');
      values.forEach(
          member -> {
            append(member, text);
            text.append(' ');
          });
      text.append(')');
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) -> {
            append(key, text);
            append(member, text);
          });
    } else if (value instanceof Optional<?> optional) {
      append(optional.orElse(null), text);
    } else if (value instanceof Batch batch) {
      text.append(batch.rows()).append('x').append(batch.columns());
      append(batch.values(), text);
    } else if (value instanceof Float number) {
      text.append(Integer.toHexString(Float.floatToRawIntBits(number)));
    } else if (value instanceof Double number) {
      text.append(Long.toHexString(Double.doubleToRawLongBits(number)));
    } else {
      text.append(value);
    }
  }

  private static void appendRecord(Object value, StringBuilder text) {
    text.append(value.getClass().getSimpleName()).append('{');
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        append(component.getAccessor().invoke(value), text);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
      text.append(' ');
    }
    text.append('}');
  }
}
