package io.nasoa.workflows.airflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user's Airflow is to do before or after a piece of work: one run of a DAG, and for an
 * after step also, or only, the news of an asset.
 *
 * <p>It names a connection and holds no secret: address and credentials stay with the workers. The
 * record takes any values, so that a malformed one can still be read and refused; {@link
 * #problemsBefore} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param connection name of a connection in the workers' settings; null for {@value
 *     #DEFAULT_CONNECTION}
 * @param dag the DAG's id; null for an after step that only tells of an asset
 * @param conf the run's parameters; Airflow shows them to everybody who may see the DAG
 * @param result the DAG's task whose result is the prepared data; of a before step only
 * @param resultKey the key under which that task leaves it; null for {@value #RETURN_VALUE}
 * @param logicalDate {@value #NOW} gives the run a logical date, which templates such as {@code {{
 *     ds }}} need; null gives it none, so that it never collides with another run
 * @param unpause whether a paused DAG is unpaused; null for no, which refuses it
 * @param timeoutSeconds the longest that the run may take, waiting included; null for a day
 * @param asset address of the asset whose news is the model; of an after step only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DagStep(
    int schema,
    @Nullable String connection,
    @Nullable String dag,
    @Nullable Map<String, Object> conf,
    @Nullable String result,
    @Nullable String resultKey,
    @Nullable String logicalDate,
    @Nullable Boolean unpause,
    @Nullable Double timeoutSeconds,
    @Nullable String asset) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The connection of those who name none. */
  public static final String DEFAULT_CONNECTION = "default";

  /** What {@link #logicalDate} is for a run that needs one. */
  public static final String NOW = "now";

  /** The key under which Airflow keeps what a task returned. */
  public static final String RETURN_VALUE = "return_value";

  private static final double DAY = 86_400;
  private static final double LONGEST = 30 * DAY;
  private static final int MOST_TEXT = 1000;

  private static final Pattern CONNECTION = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
  private static final Pattern KEY =
      Pattern.compile("[\\w.-]{1,250}", Pattern.UNICODE_CHARACTER_CLASS);

  public DagStep {
    conf = conf == null ? null : Collections.unmodifiableMap(new TreeMap<>(conf));
  }

  /** A step that only runs a DAG. */
  public static DagStep of(String dag) {
    return new DagStep(SCHEMA, null, dag, null, null, null, null, null, null, null);
  }

  /** The name of its connection. */
  public String connectionName() {
    return connection == null ? DEFAULT_CONNECTION : connection;
  }

  /** The longest that its run may take. */
  public Duration limit() {
    return Duration.ofMillis((long) (1000 * (timeoutSeconds == null ? DAY : timeoutSeconds)));
  }

  /** Whether its run tells where the data are. */
  public boolean preparesData() {
    return result != null;
  }

  /** Every reason why it cannot be a before step, each beginning with {@code before}. */
  public List<String> problemsBefore() {
    List<String> found = new ArrayList<>();
    check(found, "before.dag", dag != null, "must name a DAG", dag);
    common(found, "before");
    check(found, "before.asset", asset == null, "is for after steps only", asset);
    return found;
  }

  /** Every reason why it cannot be an after step, each beginning with {@code after}. */
  public List<String> problemsAfter() {
    List<String> found = new ArrayList<>();
    check(found, "after.dag", dag != null || asset != null, "or after.asset must be given", dag);
    common(found, "after");
    check(found, "after.result", result == null, "is for before steps only", result);
    boolean plain =
        asset == null || (!asset.isBlank() && asset.length() <= MOST_TEXT && printable(asset));
    check(found, "after.asset", plain, "must be the address of an asset", asset);
    return found;
  }

  private void common(List<String> found, String step) {
    check(found, step + ".schema", schema >= 1, "must be at least 1", schema);
    boolean known = connection == null || CONNECTION.matcher(connection).matches();
    check(found, step + ".connection", known, "must be like [a-z0-9][a-z0-9_-]*", connection);
    check(found, step + ".dag", isKey(dag), "must be letters, digits, '.', '_' and '-'", dag);
    if (conf != null) {
      DagConf.problem(conf).ifPresent(problem -> found.add(step + ".conf " + problem));
    }
    check(found, step + ".result", isKey(result), "must be the id of one of its tasks", result);
    boolean keyed = resultKey == null || (result != null && isKey(resultKey));
    check(found, step + ".resultKey", keyed, "must be a key of the task in 'result'", resultKey);
    boolean dated = logicalDate == null || logicalDate.equals(NOW);
    check(found, step + ".logicalDate", dated, "must be 'now' or left out", logicalDate);
    boolean ends = timeoutSeconds == null || (timeoutSeconds >= 1 && timeoutSeconds <= LONGEST);
    check(found, step + ".timeout", ends, "must be 1 s to 30 days", timeoutSeconds);
  }

  private static boolean isKey(@Nullable String text) {
    return text == null || KEY.matcher(text).matches();
  }

  private static boolean printable(String text) {
    return text.codePoints().noneMatch(Character::isISOControl);
  }

  private static void check(
      List<String> found, String field, boolean holds, String rule, @Nullable Object value) {
    if (!holds) {
      String was = value instanceof String ? "'" + value + "'" : String.valueOf(value);
      found.add("%s %s, was %s".formatted(field, rule, was));
    }
  }
}
