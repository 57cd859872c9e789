package io.nasoa.activities.export;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message put together field by field, written in that order. Holds its buffers without
 * copying them. For use by one thread.
 */
final class ProtoMessage {
  private final List<Field> fields = new ArrayList<>();

  /** A field with its tag, as it is written. */
  private interface Field {
    int size();

    void write(CodedOutputStream out) throws IOException;
  }

  private record Whole(int field, long value) implements Field {
    @Override
    public int size() {
      return CodedOutputStream.computeInt64Size(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeInt64(field, value);
    }
  }

  private record Real(int field, float value) implements Field {
    @Override
    public int size() {
      return CodedOutputStream.computeFloatSize(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeFloat(field, value);
    }
  }

  private record Text(int field, String value) implements Field {
    @Override
    public int size() {
      return CodedOutputStream.computeStringSize(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeString(field, value);
    }
  }

  private record Bytes(int field, ByteBuffer value) implements Field {
    @Override
    public int size() {
      return CodedOutputStream.computeByteBufferSize(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeByteBuffer(field, value);
    }
  }

  private record Nested(int field, ProtoMessage value, int length) implements Field {
    @Override
    public int size() {
      int tagAndLength =
          CodedOutputStream.computeTagSize(field)
              + CodedOutputStream.computeUInt32SizeNoTag(length);
      return Math.addExact(tagAndLength, length);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(length);
      value.writeTo(out);
    }
  }

  /** Adds an integer or enumeration. */
  ProtoMessage number(int field, long value) {
    fields.add(new Whole(field, value));
    return this;
  }

  ProtoMessage real(int field, float value) {
    fields.add(new Real(field, value));
    return this;
  }

  ProtoMessage text(int field, String value) {
    fields.add(new Text(field, value));
    return this;
  }

  /**
   * Adds the buffer's remaining bytes, which must stay as they are until the message is written.
   */
  ProtoMessage bytes(int field, ByteBuffer value) {
    fields.add(new Bytes(field, value.slice()));
    return this;
  }

  /** Adds a message that is complete: what is added to it later is not allowed. */
  ProtoMessage message(int field, ProtoMessage value) {
    fields.add(new Nested(field, value, value.size()));
    return this;
  }

  /**
   * Bytes that {@link #writeTo} writes.
   *
   * @throws ArithmeticException if they are more than protobuf can have, 2 GiB
   */
  int size() {
    return fields.stream().mapToInt(Field::size).reduce(0, Math::addExact);
  }

  void writeTo(CodedOutputStream out) throws IOException {
    for (Field field : fields) {
      field.write(out);
    }
  }
}
