package io.nasoa.activities.airflow;

import java.util.function.Supplier;

/** How a client shows who it is. What is secret in it never appears in its text. */
public sealed interface AirflowCredentials {
  /** A user of Airflow's auth manager; tokens are minted at {@code POST /auth/token}. */
  record UserPassword(String username, String password) implements AirflowCredentials {
    @Override
    public String toString() {
      return "user " + username;
    }
  }

  /**
   * A ready token, as hosted Airflows give it; asked for again when Airflow refuses the old one.
   */
  record BearerToken(Supplier<String> token) implements AirflowCredentials {
    @Override
    public String toString() {
      return "a bearer token";
    }
  }

  /** None: for an Airflow that takes every caller for its administrator. */
  record Anonymous() implements AirflowCredentials {
    @Override
    public String toString() {
      return "no credentials";
    }
  }
}
