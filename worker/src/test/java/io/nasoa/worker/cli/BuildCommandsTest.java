package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.workflows.registration.ModelRole;
import io.nasoa.workflows.registration.RegistrationModel;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.SearchPhase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of builds and their API with everything real but the trainings. */
@Timeout(120)
class BuildCommandsTest {
  private static final String DATA = "draw:shapes";

  @TempDir Path directory;

  private Map<String, String> environment() {
    return Map.of("HOME", directory.toString());
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(directory, environment(), new CountingTrainers(), arguments);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private static String[] build(String id, int pace, String... more) {
    String[] first = {"zoo", "build", DATA, "--id", id, "--batch-size", Integer.toString(pace)};
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void build_wait_isListedShownAndInTheZoo() throws Exception {
    String[] start =
        build(
            "b1",
            1,
            "--model",
            "one=2-_8_2-2",
            "--model",
            "two=020-_8_2-2",
            "--wait",
            "-o",
            "json");
    JsonNode result = json(run(start));
    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("registered").asInt()).isEqualTo(2);
    assertThat(json(run(start))).as("the same again").isEqualTo(result);
    start[6] = "2";
    CommandRun other = run(start);
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("build b1 exists with another request");

    assertThat(json(run("zoo", "builds", "show", "b1", "-o", "json"))).isEqualTo(result);
    assertThat(run("zoo", "builds", "show", "b1").out())
        .contains("model.one")
        .contains("REGISTERED, accuracy 0.5000, step time 1.2500");
    assertThat(json(run("zoo", "builds", "-o", "json")).get(0).path("registered").asInt())
        .isEqualTo(2);
    JsonNode entry = json(run("zoo", "show", "one", "-o", "json"));
    assertThat(entry.path("role").asText()).isEqualTo("zoo");
    assertThat(entry.at("/card/provenance/registration").asText()).isEqualTo("b1");
    assertThat(run("zoo", "verify").code()).isZero();
  }

  @Test
  void build_ofASearch_takesItsThinnedFront() throws Exception {
    assertThat(run("zoo", "build", DATA, "--id", "b", "--search", "none").code()).isEqualTo(4);
    json(
        run(
            "search",
            "start",
            "synthetic:1",
            "--id",
            "s",
            "--evaluations",
            "16",
            "--wait",
            "-o",
            "json"));
    JsonNode front = json(run("search", "front", "s", "-o", "json"));

    JsonNode result =
        json(run(build("b", 1, "--search", "s", "--most", "2", "--wait", "-o", "json")));

    assertThat(result.path("models")).hasSize(Math.min(2, front.size()));
    assertThat(result.at("/models/0/name").asText()).isEqualTo("s-01");
    assertThat(result.at("/models/0/architecture")).isEqualTo(front.get(0).path("architecture"));
  }

  @Test
  void build_ofRivals_registersThemAsRivals() throws Exception {
    JsonNode result = json(run(build("r", 1, "--rivals", "--wait", "-o", "json")));
    assertThat(result.path("registered").asInt()).isEqualTo(15);
    assertThat(json(run("zoo", "show", "resnet-s", "-o", "json")).path("role").asText())
        .isEqualTo("rival");
  }

  @Test
  void build_ofWhatCannotBe_isRefusedInOneSentence() {
    assertThat(run(build("b", 1)).code()).as("no models").isEqualTo(2);
    assertThat(run(build("b", 1, "--rivals", "--search", "s")).code()).isEqualTo(2);
    CommandRun run = run(build("b", 1, "--model", "one"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("--model must be NAME=ARCHITECTURE, was 'one'");
    assertThat(run(build("b", 1, "--model", "one=zzz")).err()).contains("model one: ");
    assertThat(run(build("b", 1, "--rivals", "--before", "prepare")).err())
        .contains("before.connection is 'default', but no Airflow is configured");
    assertThat(run("zoo", "builds", "show", "x").err())
        .contains("there is no build 'x'; \"nasoa zoo builds\" lists those that are");
    assertThat(run("zoo", "builds").code()).isZero();
  }

  @Test
  void build_ofASearchThatGoesOn_isRefused() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      CommandRun search =
          owner.command("search", "start", "synthetic:3000", "--id", "s", "--evaluations", "50");
      assertThat(search.code()).as(search.err()).isZero();
      CommandRun early = owner.command(build("b", 1, "--search", "s"));
      assertThat(early.code()).isEqualTo(4);
      assertThat(early.err()).contains("search s has not ended");
    }
  }

  @Test
  void owner_pausesResumesAndCancels() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      CommandRun started = owner.command(build("b2", 300, "--model", "one=2-_8_2-2"));
      assertThat(started.code()).as(started.err()).isZero();
      assertThat(started.out()).contains("submission  STARTED");
      assertThat(owner.command("zoo", "builds", "pause", "b2").code()).isZero();
      await(owner, "b2", "PAUSED");
      JsonNode resumed = json(owner.command("zoo", "builds", "resume", "b2", "-o", "json"));
      assertThat(resumed.path("state").asText()).isEqualTo("RUNNING");
      assertThat(owner.command("zoo", "builds", "cancel", "b2").code()).isZero();
      await(owner, "b2", "CANCELLED");
      CommandRun late = owner.command("zoo", "builds", "pause", "b2");
      assertThat(late.code()).isEqualTo(4);
      assertThat(late.err()).contains("build b2 has ended as CANCELLED and cannot be paused");
    }
  }

  @Test
  void up_afterAnEnd_goesOnWithTheBuild() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      assertThat(owner.command(build("b3", 200, "--model", "one=2-_8_2-2")).code()).isZero();
      await(owner, "b3", "RUNNING");
    }
    assertThat(json(run("zoo", "builds", "show", "b3", "-o", "json")).path("state").asText())
        .isIn("QUEUED", "RUNNING");
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      await(owner, "b3", "SUCCEEDED");
      assertThat(owner.json("/v1/builds/b3").path("run").asInt()).isEqualTo(1);
      assertThat(owner.json("/v1/zoo/one").path("name").asText()).isEqualTo("one");
    }
  }

  @Test
  void api_refusesWhatItDoesNotKnow() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      assertThat(owner.get("/v1/builds/none").statusCode()).isEqualTo(404);
      assertThat(owner.get("/v1/builds/%20").statusCode()).isEqualTo(404);
      assertThat(owner.json("/v1/builds")).isEmpty();
      assertThat(owner.send("POST", "/v1/builds/none/stop", "").statusCode()).isEqualTo(404);
      HttpResponse<String> unknown = owner.send("PUT", "/v1/builds/b", "{\"epochs\": 3}");
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(unknown.body()).contains("unknown field 'epochs'");
      HttpResponse<String> empty = owner.send("PUT", "/v1/builds/b", "{}");
      assertThat(empty.statusCode()).isEqualTo(400);
      assertThat(empty.body()).contains("data must name");
      assertThat(owner.send("PUT", "/v1/builds/b", "{\"models\": 3}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void spread_overAFront_keepsItsEndsAndEvenSteps() {
    List<FrontPoint> front =
        DoubleStream.of(16, 1, 1.1, 4.2, 2, 3.9, 15).mapToObj(BuildCommandsTest::point).toList();
    assertThat(BuildModels.spread(front, 3))
        .extracting(FrontPoint::stepTime)
        .containsExactly(1.0, 3.9, 16.0);
    assertThat(BuildModels.spread(front, 1)).extracting(FrontPoint::stepTime).containsExactly(16.0);
    assertThat(BuildModels.spread(front, 20)).hasSize(7);
  }

  @Test
  void named_architectureOfARival_isARival() {
    assertThat(BuildModels.named(List.of("a=rival:resnet-18-w20", "b=2-_8_2-2")))
        .extracting(RegistrationModel::role)
        .containsExactly(ModelRole.RIVAL, ModelRole.ZOO);
  }

  private static FrontPoint point(double stepTime) {
    return new FrontPoint("a" + stepTime, SearchPhase.MACRO, 0.5, stepTime, 1, 1, 1, 1);
  }

  private static void await(RunningOwner owner, String id, String state) throws Exception {
    while (!owner.json("/v1/builds/" + id).path("state").asText().equals(state)) {
      Thread.sleep(50);
    }
  }
}
