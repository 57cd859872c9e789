package io.nasoa.baselines.comparison;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is run in every cell: a method, or one network of those designed by hand.
 *
 * @param method which
 * @param rival name of the network's zoo entry; null for all other methods
 */
public record Arm(ComparedMethod method, @Nullable String rival) {
  private static final String RIVAL = "rival-";

  public Arm {
    if ((method == ComparedMethod.RIVALS) != (rival != null)) {
      throw new IllegalArgumentException(
          "method %s has the rival %s: exactly rivals have one".formatted(method.label(), rival));
    }
  }

  /** The arms of some methods, in the order of the methods and the rivals. */
  public static List<Arm> of(List<ComparedMethod> methods, List<String> rivals) {
    List<Arm> arms = new ArrayList<>();
    for (ComparedMethod method : methods) {
      if (method == ComparedMethod.RIVALS) {
        rivals.forEach(rival -> arms.add(new Arm(method, rival)));
      } else {
        arms.add(new Arm(method, null));
      }
    }
    return List.copyOf(arms);
  }

  /** Its name in figures: the method's, or {@code rival-} and the network's. */
  public String label() {
    return rival == null ? method.label() : RIVAL + rival;
  }
}
