package io.nasoa.activities.comparison;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.ExperienceKey;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceFilter;
import io.nasoa.zoo.learning.LearnedState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the prior experience in the log teaches about all groups but one (protocol P2): imported
 * fine-tuning tables, whose groups stand for the data sets. A user's own runs teach nothing here,
 * as nobody can tell which group their data belong to. Learned states are kept for a while, as
 * learning a table takes up to minutes. Thread-safe.
 */
final class PriorExperience {
  /** A state is up to some MB. */
  private static final int KEPT = 24;

  private final ExperienceStore store;
  private final Map<Key, LearnedState> learned = new LinkedHashMap<>(16, .75f, true);

  private record Key(String group, long newest) {}

  PriorExperience(ExperienceStore store) {
    this.store = store;
  }

  /** Ordinal of the newest entry of the log; -1 when it is empty. */
  long newest() {
    List<ExperienceKey> keys = store.keys();
    return keys.isEmpty() ? -1 : keys.get(keys.size() - 1).ordinal();
  }

  /**
   * A state of its own that never saw a group.
   *
   * @param newest ordinal of the newest entry that may be known
   * @param alive is called after every entry that was learned
   */
  synchronized LearnedState without(String group, long newest, Runnable alive) {
    Key key = new Key(group, newest);
    LearnedState state = learned.get(key);
    if (state == null) {
      state = learn(key, alive);
      learned.put(key, state);
      if (learned.size() > KEPT) {
        learned.remove(learned.keySet().iterator().next());
      }
    }
    return state.copy();
  }

  private LearnedState learn(Key key, Runnable alive) {
    ExperienceFilter prior = new ExperienceFilter(null, null, Experience.Kind.PRIOR);
    ExperienceFilter own = new ExperienceFilter(null, key.group(), Experience.Kind.PRIOR);
    long known = store.keys().stream().filter(it -> it.ordinal() <= key.newest()).count();
    LearnedState state = LearnedState.start();
    for (StoredExperience entry : store.list().stream().limit(known).toList()) {
      if (prior.matches(entry) && !own.matches(entry)) {
        state.learn(entry.taskId(), ExperienceJson.read(entry.experienceJson()));
        alive.run();
      }
    }
    return state;
  }
}
