package io.nasoa.activities.network;

import static io.nasoa.activities.network.MalformedContentException.quoted;

import io.nasoa.activities.network.Pickled.Dict;
import io.nasoa.activities.network.Pickled.None;
import io.nasoa.activities.network.Pickled.Sequence;
import io.nasoa.activities.network.Pickled.Text;
import io.nasoa.activities.network.Pickled.Truth;
import io.nasoa.activities.network.Pickled.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickled PyTorch {@code state_dict} may refer to: ordered dicts, storages, and the three
 * functions that put tensors and parameters together (PyTorch's {@code torch/_utils.py}).
 * Everything else is refused by its name. Confined to one thread.
 */
final class TorchPickle implements PickleRules {
  private static final int MAX_DIMENSIONS = 16;
  private static final int MAX_PAIRS = 1_000_000;

  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();
  private int pairs;

  /** Python callables that are known; none of them is Python code here. */
  private enum Function implements Pickled.Foreign {
    ORDERED_DICT("collections", "OrderedDict"),
    REBUILD_TENSOR("torch._utils", "_rebuild_tensor"),
    REBUILD_TENSOR_V2("torch._utils", "_rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils", "_rebuild_parameter");

    private final String module;
    private final String function;

    Function(String module, String function) {
      this.module = module;
      this.function = function;
    }

    @Override
    public String description() {
      return "the function " + module + "." + function;
    }
  }

  /** The storages referred to so far, by key, in the order of their first use. */
  Map<String, TorchStorage> storages() {
    return storages;
  }

  @Override
  public Pickled global(String module, String name) throws MalformedContentException {
    for (Function function : Function.values()) {
      if (function.module.equals(module) && function.function.equals(name)) {
        return function;
      }
    }
    if (module.equals("torch")) {
      for (TorchStorage.Type type : TorchStorage.Type.values()) {
        if (type.className.equals(name)) {
          return type;
        }
      }
    }
    throw new MalformedContentException(
        "it asks for the Python object %s, which cannot be imported (nothing was run); save a plain"
                .formatted(quoted(module + "." + name))
            + " state_dict of float tensors instead");
  }

  @Override
  public Pickled call(Pickled callable, List<Pickled> arguments) throws MalformedContentException {
    if (!(callable instanceof Function function)) {
      throw new MalformedContentException("its pickle calls " + callable.description());
    }
    return switch (function) {
      case ORDERED_DICT -> orderedDict(arguments);
      case REBUILD_TENSOR -> tensor(function, arguments, 4, 4);
      case REBUILD_TENSOR_V2 -> tensor(function, arguments, 6, 7);
      case REBUILD_PARAMETER -> parameter(arguments);
    };
  }

  /** State dicts carry the attribute {@code _metadata}, module versions that change no tensor. */
  @Override
  public void build(Pickled target, Pickled state) throws MalformedContentException {
    if (!(target instanceof Dict) || !(state instanceof Dict attributes)) {
      throw new MalformedContentException(
          "its pickle sets the state of %s to %s"
              .formatted(target.description(), state.description()));
    }
    for (String attribute : attributes.entries.keySet()) {
      if (!attribute.equals("_metadata")) {
        throw new MalformedContentException(
            "its pickle sets the unknown attribute %s of a dict".formatted(quoted(attribute)));
      }
    }
  }

  /** {@code ('storage', class, key, device, elements[, view])}. */
  @Override
  public Pickled persistent(Pickled id) throws MalformedContentException {
    List<Pickled> parts = id instanceof Sequence sequence ? sequence.items : List.of();
    if (parts.size() < 5
        || parts.size() > 6
        || !(parts.get(0) instanceof Text kind)
        || !kind.value().equals("storage")
        || !(parts.get(1) instanceof TorchStorage.Type type)
        || !(parts.get(2) instanceof Text key)) {
      throw new MalformedContentException("its pickle refers to something that is no storage");
    }
    if (parts.size() == 6 && parts.get(5) != None.NONE) {
      throw new MalformedContentException(
          "its storage %s is a view of another storage".formatted(quoted(key.value())));
    }
    long elements = number(parts.get(4), "size of the storage " + quoted(key.value()));
    TorchStorage storage = new TorchStorage(type, key.value(), elements);
    TorchStorage known = storages.putIfAbsent(key.value(), storage);
    if (elements < 0 || (known != null && !known.equals(storage))) {
      throw new MalformedContentException(
          "its storage %s has contradictory sizes or types".formatted(quoted(key.value())));
    }
    return storage;
  }

  private Dict orderedDict(List<Pickled> arguments) throws MalformedContentException {
    Dict dict = new Dict();
    if (arguments.isEmpty()) {
      return dict;
    }
    // Python 2 hands the pairs to the constructor.
    if (arguments.size() != 1 || !(arguments.get(0) instanceof Sequence sequence)) {
      throw unexpected(Function.ORDERED_DICT);
    }
    // One list may be handed over many times.
    pairs = Math.addExact(pairs, sequence.items.size());
    if (pairs > MAX_PAIRS) {
      throw unexpected(Function.ORDERED_DICT);
    }
    for (Pickled pair : sequence.items) {
      if (!(pair instanceof Sequence two) || two.items.size() != 2) {
        throw new MalformedContentException("its pickle makes an OrderedDict of no pairs");
      }
      dict.put(two.items.get(0), two.items.get(1));
    }
    return dict;
  }

  /** {@code (storage, offset, size, stride[, requires_grad, hooks[, metadata]])}. */
  private static TorchTensor tensor(Function function, List<Pickled> arguments, int least, int most)
      throws MalformedContentException {
    if (arguments.size() < least
        || arguments.size() > most
        || !(arguments.get(0) instanceof TorchStorage storage)) {
      throw unexpected(function);
    }
    if (arguments.size() >= 6) {
      requireFlag(function, arguments.get(4));
      requireNothing(function, arguments.get(5));
    }
    if (arguments.size() == 7) {
      requireNothing(function, arguments.get(6));
    }
    return new TorchTensor(
        storage,
        number(arguments.get(1), "offset of a tensor"),
        numbers(arguments.get(2), "shape of a tensor"),
        numbers(arguments.get(3), "strides of a tensor"));
  }

  /** {@code (data, requires_grad, hooks)}. */
  private static TorchTensor parameter(List<Pickled> arguments) throws MalformedContentException {
    if (arguments.size() != 3 || !(arguments.get(0) instanceof TorchTensor tensor)) {
      throw unexpected(Function.REBUILD_PARAMETER);
    }
    requireFlag(Function.REBUILD_PARAMETER, arguments.get(1));
    requireNothing(Function.REBUILD_PARAMETER, arguments.get(2));
    return tensor;
  }

  private static void requireFlag(Function function, Pickled value)
      throws MalformedContentException {
    if (!(value instanceof Truth)) {
      throw unexpected(function);
    }
  }

  private static void requireNothing(Function function, Pickled value)
      throws MalformedContentException {
    boolean nothing = value == None.NONE || (value instanceof Dict dict && dict.entries.isEmpty());
    if (!nothing) {
      throw unexpected(function);
    }
  }

  private static MalformedContentException unexpected(Function function) {
    return new MalformedContentException(
        "its pickle calls %s.%s with unknown arguments"
            .formatted(function.module, function.function));
  }

  private static List<Long> numbers(Pickled value, String what) throws MalformedContentException {
    if (!(value instanceof Sequence sequence) || sequence.items.size() > MAX_DIMENSIONS) {
      throw new MalformedContentException(
          "the %s is %s that cannot be used".formatted(what, value.description()));
    }
    List<Long> numbers = new ArrayList<>();
    for (Pickled item : sequence.items) {
      numbers.add(number(item, what));
    }
    return numbers;
  }

  private static long number(Pickled value, String what) throws MalformedContentException {
    if (!(value instanceof Whole whole) || whole.value().bitLength() > 63) {
      throw new MalformedContentException(
          "the %s is %s that cannot be used".formatted(what, value.description()));
    }
    return whole.value().longValueExact();
  }
}
