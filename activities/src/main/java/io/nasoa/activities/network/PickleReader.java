package io.nasoa.activities.network;

import io.nasoa.activities.network.Pickled.Dict;
import io.nasoa.activities.network.Pickled.None;
import io.nasoa.activities.network.Pickled.Real;
import io.nasoa.activities.network.Pickled.Sequence;
import io.nasoa.activities.network.Pickled.Text;
import io.nasoa.activities.network.Pickled.Truth;
import io.nasoa.activities.network.Pickled.Whole;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one Python pickle (protocols 2 to 5) as data. Only the instructions that a pickled {@code
 * state_dict} uses are known; every reference to a Python object goes through {@link PickleRules}.
 * Instruction codes: CPython's {@code Lib/pickletools.py}.
 *
 * <p>Memory is bounded: every instruction makes at most one value, and their number is limited.
 * Confined to one thread; one instance reads one pickle.
 */
final class PickleReader {
  /** Far above the 60,000 instructions or so of the largest published model. */
  private static final int MAX_INSTRUCTIONS = 1_000_000;

  private static final int MAX_TEXT_BYTES = 1 << 16;

  private final ByteBuffer input;
  private final PickleRules rules;
  private final Map<Long, Pickled> memo = new HashMap<>();
  private final Deque<List<Pickled>> outer = new ArrayDeque<>();
  private List<Pickled> stack = new ArrayList<>();

  /** Prepares to read at the position of {@code input}, which will stand after the pickle's end. */
  PickleReader(ByteBuffer input, PickleRules rules) {
    this.input = input.order(ByteOrder.LITTLE_ENDIAN);
    this.rules = rules;
  }

  /**
   * Reads up to and with the instruction STOP.
   *
   * @throws MalformedContentException if the bytes are no pickle, or hold anything that is not
   *     known
   */
  Pickled read() throws MalformedContentException {
    try {
      for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
        int instruction = Byte.toUnsignedInt(input.get());
        if (instruction == '.') {
          Pickled result = pop();
          if (!stack.isEmpty() || !outer.isEmpty()) {
            throw damaged("it stops with values left over");
          }
          return result;
        }
        if (!scalar(instruction) && !container(instruction) && !reference(instruction)) {
          throw damaged("the instruction 0x%02x is not known".formatted(instruction));
        }
      }
    } catch (BufferUnderflowException e) {
      throw new MalformedContentException("its pickle is truncated", e);
    }
    throw damaged("it has more than %d instructions".formatted(MAX_INSTRUCTIONS));
  }

  private boolean scalar(int instruction) throws MalformedContentException {
    switch (instruction) {
      case 0x80 -> protocol(); // PROTO
      case 0x95 -> input.getLong(); // FRAME: a hint for buffering
      case 'N' -> push(None.NONE); // NONE
      case 0x88 -> push(new Truth(true)); // NEWTRUE
      case 0x89 -> push(new Truth(false)); // NEWFALSE
      case 'J' -> push(whole(input.getInt())); // BININT
      case 'K' -> push(whole(unsignedByte())); // BININT1
      case 'M' -> push(whole(Short.toUnsignedInt(input.getShort()))); // BININT2
      case 0x8a -> push(new Whole(longInteger(unsignedByte()))); // LONG1
      case 'G' -> push(new Real(Double.longBitsToDouble(Long.reverseBytes(input.getLong()))));
      case 'X' -> push(text(unsignedInt(), StandardCharsets.UTF_8)); // BINUNICODE
      case 0x8c -> push(text(unsignedByte(), StandardCharsets.UTF_8)); // SHORT_BINUNICODE
      case 'T' -> push(text(unsignedInt(), StandardCharsets.US_ASCII)); // BINSTRING, Python 2
      case 'U' -> push(text(unsignedByte(), StandardCharsets.US_ASCII)); // SHORT_BINSTRING
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int instruction) throws MalformedContentException {
    switch (instruction) {
      case '(' -> mark(); // MARK
      case ')' -> push(new Sequence(List.of(), true)); // EMPTY_TUPLE
      case 0x85 -> push(tuple(1)); // TUPLE1
      case 0x86 -> push(tuple(2)); // TUPLE2
      case 0x87 -> push(tuple(3)); // TUPLE3
      case 't' -> push(new Sequence(popToMark(), true)); // TUPLE
      case ']' -> push(new Sequence(List.of(), false)); // EMPTY_LIST
      case 'a' -> append(List.of(pop())); // APPEND
      case 'e' -> append(popToMark()); // APPENDS
      case '}' -> push(new Dict()); // EMPTY_DICT
      case 's' -> setItems(tuple(2).items); // SETITEM
      case 'u' -> setItems(popToMark()); // SETITEMS
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean reference(int instruction) throws MalformedContentException {
    switch (instruction) {
      case 'q' -> memo.put((long) unsignedByte(), peek()); // BINPUT
      case 'r' -> memo.put(unsignedInt(), peek()); // LONG_BINPUT
      case 0x94 -> memo.put((long) memo.size(), peek()); // MEMOIZE
      case 'h' -> push(remembered(unsignedByte())); // BINGET
      case 'j' -> push(remembered(unsignedInt())); // LONG_BINGET
      case 'c' -> push(rules.global(line(), line())); // GLOBAL
      case 0x93 -> stackGlobal(); // STACK_GLOBAL
      case 'R' -> reduce(); // REDUCE
      case 'b' -> build(); // BUILD
      case 'Q' -> push(rules.persistent(pop())); // BINPERSID
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol() throws MalformedContentException {
    int version = unsignedByte();
    if (version < 2 || version > 5) {
      throw damaged("protocol %d is not among 2 to 5".formatted(version));
    }
  }

  private void stackGlobal() throws MalformedContentException {
    Pickled name = pop();
    Pickled module = pop();
    if (!(module instanceof Text first) || !(name instanceof Text second)) {
      throw damaged("it names a Python object by something else than strings");
    }
    push(rules.global(first.value(), second.value()));
  }

  private void reduce() throws MalformedContentException {
    Pickled arguments = pop();
    Pickled callable = pop();
    if (!(arguments instanceof Sequence sequence) || !sequence.tuple) {
      throw damaged("it calls a Python object without a tuple of arguments");
    }
    push(rules.call(callable, sequence.items));
  }

  private void build() throws MalformedContentException {
    Pickled state = pop();
    rules.build(peek(), state);
  }

  private void append(List<Pickled> items) throws MalformedContentException {
    if (!(peek() instanceof Sequence list) || list.tuple) {
      throw damaged("it appends to " + peek().description());
    }
    list.items.addAll(items);
  }

  private void setItems(List<Pickled> items) throws MalformedContentException {
    if (!(peek() instanceof Dict dict)) {
      throw damaged("it sets items of " + peek().description());
    }
    if (items.size() % 2 != 0) {
      throw damaged("it sets a dict's key without a value");
    }
    for (int i = 0; i < items.size(); i += 2) {
      dict.put(items.get(i), items.get(i + 1));
    }
  }

  private void mark() {
    outer.push(stack);
    stack = new ArrayList<>();
  }

  private List<Pickled> popToMark() throws MalformedContentException {
    if (outer.isEmpty()) {
      throw damaged("a mark is missing");
    }
    List<Pickled> items = stack;
    stack = outer.pop();
    return items;
  }

  private Sequence tuple(int count) throws MalformedContentException {
    List<Pickled> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(0, pop());
    }
    return new Sequence(items, true);
  }

  private void push(Pickled value) {
    stack.add(value);
  }

  private Pickled pop() throws MalformedContentException {
    Pickled top = peek();
    stack.remove(stack.size() - 1);
    return top;
  }

  private Pickled peek() throws MalformedContentException {
    if (stack.isEmpty()) {
      throw damaged("it takes a value that is not there");
    }
    return stack.get(stack.size() - 1);
  }

  private Pickled remembered(long index) throws MalformedContentException {
    Pickled value = memo.get(index);
    if (value == null) {
      throw damaged("it refers to the value %d before making it".formatted(index));
    }
    return value;
  }

  private static Whole whole(long value) {
    return new Whole(BigInteger.valueOf(value));
  }

  private BigInteger longInteger(int length) {
    byte[] bytes = new byte[length];
    for (int i = length - 1; i >= 0; i--) {
      bytes[i] = input.get();
    }
    return length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  private int unsignedByte() {
    return Byte.toUnsignedInt(input.get());
  }

  private long unsignedInt() {
    return Integer.toUnsignedLong(input.getInt());
  }

  private Text text(long length, Charset charset) throws MalformedContentException {
    if (length > MAX_TEXT_BYTES) {
      throw damaged("it has a string of %d bytes".formatted(length));
    }
    byte[] bytes = new byte[(int) length];
    input.get(bytes);
    return new Text(decode(bytes, charset));
  }

  /** A line of a GLOBAL instruction. */
  private String line() throws MalformedContentException {
    int length = 0;
    input.mark();
    while (input.get() != '\n') {
      length++;
      if (length > MAX_TEXT_BYTES) {
        throw damaged("it has a name of more than %d bytes".formatted(MAX_TEXT_BYTES));
      }
    }
    input.reset();
    byte[] bytes = new byte[length];
    input.get(bytes).get();
    return decode(bytes, StandardCharsets.UTF_8);
  }

  private static String decode(byte[] bytes, Charset charset) throws MalformedContentException {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedContentException("its pickle has a string that is not " + charset, e);
    }
  }

  private static MalformedContentException damaged(String detail) {
    return new MalformedContentException("its pickle cannot be read: " + detail);
  }
}
