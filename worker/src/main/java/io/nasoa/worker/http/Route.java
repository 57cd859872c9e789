package io.nasoa.worker.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done for a method and a path.
 *
 * @param method HTTP method; GET answers HEAD too
 * @param template its path, in which {@code *} stands for the variable segment
 * @param path its pattern, with at most one group: the variable part
 * @param told what the API's description says of it
 * @param open whether it needs no token
 * @param action what is done
 */
record Route(String method, String template, Pattern path, Told told, boolean open, Action action) {

  /** Answers a call, perhaps later. */
  @FunctionalInterface
  interface Action {
    CompletionStage<Reply> perform(Call call) throws InterruptedException;
  }

  /**
   * A route.
   *
   * @param template a path in which {@code *} stands for the variable segment
   */
  static Route of(String method, String template, Told told, Action action) {
    return new Route(method, template, pattern(template), told, false, action);
  }

  /** The same without a token. */
  Route withoutToken() {
    return new Route(method, template, path, told, true, action);
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(template.replace(".", "\\.").replace("*", "([^/]+)"));
  }

  /** The variable part of a path that this route is for; empty text if it has none. */
  Optional<String> match(String requested) {
    Matcher matcher = path.matcher(requested);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher.groupCount() == 0 ? "" : matcher.group(1));
  }
}
