package io.nasoa.worker.temporal;

/** What runs for long beside tasks, by the words that users have for it. */
public enum WorkKind {
  /** Architecture searches. */
  SEARCH("search", "searches", "nasoa search list"),
  /** Builds of zoo entries. */
  BUILD("build", "builds", "nasoa zoo builds"),
  /** Fine-tuning tables. */
  TABLE("table", "tables", "nasoa table list"),
  /** Searches for hyper-parameters. */
  HPO("hpo", "hpo", "nasoa hpo list"),
  /** Side-by-side comparisons of methods. */
  COMPARISON("comparison", "comparisons", "nasoa compare list");

  private final String noun;
  private final String plural;
  private final String listing;

  WorkKind(String noun, String plural, String listing) {
    this.noun = noun;
    this.plural = plural;
    this.listing = listing;
  }

  /** One of it. */
  public String noun() {
    return noun;
  }

  /** More of it; also its name in the API's paths. */
  public String plural() {
    return plural;
  }

  /** The command that lists all. */
  public String listing() {
    return listing;
  }
}
