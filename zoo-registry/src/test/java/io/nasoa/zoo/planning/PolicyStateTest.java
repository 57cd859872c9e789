package io.nasoa.zoo.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyStateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void learn_sameLog_isTheSameJsonWhereverItWasInterrupted(long seed) throws Exception {
    List<PolicyState.Lesson> log = log(seed);
    String straight = JSON.writeValueAsString(learned(PolicyState.start(), log));
    for (int cut : new int[] {0, 1, 33, log.size()}) {
      String half = JSON.writeValueAsString(learned(PolicyState.start(), log.subList(0, cut)));
      PolicyState read = JSON.readValue(half, PolicyState.class);
      PolicyState whole = learned(read, log.subList(cut, log.size()));
      assertThat(JSON.writeValueAsString(whole)).isEqualTo(straight);
    }
  }

  @Test
  void gainError_unknownPolicy_isInfinite() throws JsonProcessingException {
    PolicyState known = PlanFixture.erring(0.25);
    assertThat(known.gainError(Policy.ADAPTIVE, 0.75)).isEqualTo(0.25);
    assertThat(known.gainError(Policy.RIDGE, 0.75)).isInfinite();
  }

  private static PolicyState learned(PolicyState start, List<PolicyState.Lesson> log) {
    PolicyState state = start;
    for (PolicyState.Lesson lesson : log) {
      state = state.learn(lesson);
    }
    return state;
  }

  private static List<PolicyState.Lesson> log(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PolicyState.Lesson> log = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Map<Policy, Double> outcomes = new EnumMap<>(Policy.class);
      Map<Policy, Double> errors = new EnumMap<>(Policy.class);
      Set<Policy> observed = EnumSet.noneOf(Policy.class);
      for (Policy policy : Policy.values()) {
        if (random.nextInt(3) > 0) {
          outcomes.put(policy, random.nextGaussian());
          errors.put(policy, random.nextGaussian());
        }
        if (random.nextBoolean()) {
          observed.add(policy);
        }
      }
      log.add(
          new PolicyState.Lesson(
              "d" + random.nextInt(12),
              random.nextGaussian(),
              random.nextGaussian(),
              outcomes,
              observed,
              errors));
    }
    return log;
  }
}
