package io.nasoa.activities.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that {@link PickleReader} builds: inert data, mutable while the pickle is read. Values
 * may contain themselves, so nothing here walks into its parts, and none but strings are compared.
 */
sealed interface Pickled {
  /** How a sentence calls the value. */
  String description();

  /** Python's {@code None}. */
  enum None implements Pickled {
    NONE;

    @Override
    public String description() {
      return "None";
    }
  }

  /** {@code True} or {@code False}. */
  record Truth(boolean value) implements Pickled {
    @Override
    public String description() {
      return "a bool";
    }
  }

  /** An int of any length. */
  record Whole(BigInteger value) implements Pickled {
    @Override
    public String description() {
      return "an int";
    }
  }

  /** A float. */
  record Real(double value) implements Pickled {
    @Override
    public String description() {
      return "a float";
    }
  }

  /** A str. */
  record Text(String value) implements Pickled {
    @Override
    public String description() {
      return "a str";
    }
  }

  /** A tuple or list. */
  final class Sequence implements Pickled {
    final List<Pickled> items;
    final boolean tuple;

    Sequence(List<Pickled> items, boolean tuple) {
      this.items = new ArrayList<>(items);
      this.tuple = tuple;
    }

    @Override
    public String description() {
      return tuple ? "a tuple" : "a list";
    }
  }

  /** A dict or OrderedDict with string keys. */
  final class Dict implements Pickled {
    final Map<String, Pickled> entries = new LinkedHashMap<>();

    void put(Pickled key, Pickled value) throws MalformedContentException {
      if (!(key instanceof Text text)) {
        throw new MalformedContentException(
            "its pickle has a dict with " + key.description() + " as key instead of a str");
      }
      if (entries.put(text.value(), value) != null) {
        throw new MalformedContentException(
            "its pickle has a dict with the key %s twice"
                .formatted(MalformedContentException.quoted(text.value())));
      }
    }

    @Override
    public String description() {
      return "a dict";
    }
  }

  /** A value that the rules of a reader have put in place of a Python object. */
  non-sealed interface Foreign extends Pickled {}
}
