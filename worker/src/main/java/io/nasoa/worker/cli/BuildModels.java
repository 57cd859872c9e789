package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.registration.ModelRole;
import io.nasoa.workflows.registration.RegistrationModel;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.zoo.rivals.Networks;
import io.nasoa.zoo.rivals.RivalScales;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The models that a build is asked for, wherever they are told. */
final class BuildModels {
  private BuildModels() {}

  /** The rivals in all their scales. */
  static List<RegistrationModel> rivals() {
    return RivalScales.all().stream()
        .map(
            scale -> new RegistrationModel(scale.name(), scale.rival().toString(), ModelRole.RIVAL))
        .toList();
  }

  /**
   * Models by name; networks of the rivals' families are rivals under any name.
   *
   * @param given texts like {@code name=architecture}
   */
  static List<RegistrationModel> named(List<String> given) {
    List<RegistrationModel> models = new ArrayList<>();
    for (String text : given) {
      int sign = text.indexOf('=');
      if (sign < 1) {
        throw new CommandException(
            ExitCode.INVALID_INPUT, "--model must be NAME=ARCHITECTURE, was '%s'".formatted(text));
      }
      String architecture = text.substring(sign + 1);
      ModelRole role = Networks.family(architecture).isPresent() ? ModelRole.RIVAL : ModelRole.ZOO;
      models.add(new RegistrationModel(text.substring(0, sign), architecture, role));
    }
    return models;
  }

  /**
   * The front of a search that has ended, named after it in the order of step time.
   *
   * @param most models at most
   */
  static List<RegistrationModel> front(Settings settings, String search, int most) {
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new RunNotFoundException(WorkKind.SEARCH, search);
    }
    SearchStatus status = Session.reading(settings, data -> data.searches().status(search));
    if (!status.state().ended()) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "search %s has not ended (%s): its front may still change"
              .formatted(search, status.state()));
    }
    List<FrontPoint> front = spread(status.front(), most);
    if (front.isEmpty()) {
      throw new CommandException(
          ExitCode.CONFLICT, "search %s ended without a front".formatted(search));
    }
    List<RegistrationModel> models = new ArrayList<>();
    for (FrontPoint point : front) {
      String name = String.format(Locale.ROOT, "%s-%02d", search, models.size() + 1);
      models.add(new RegistrationModel(name, point.architecture(), ModelRole.ZOO));
    }
    return models;
  }

  /**
   * At most so many points of a front, the fastest first: its two ends, and between them those that
   * lie nearest to equal steps of the logarithm of the step time.
   */
  static List<FrontPoint> spread(List<FrontPoint> front, int most) {
    List<FrontPoint> left =
        new ArrayList<>(
            front.stream().sorted(Comparator.comparingDouble(FrontPoint::stepTime)).toList());
    if (left.size() <= most) {
      return List.copyOf(left);
    }
    double first = Math.log(left.get(0).stepTime());
    double last = Math.log(left.get(left.size() - 1).stepTime());
    List<FrontPoint> chosen = new ArrayList<>();
    // One alone is the most accurate one, which is the slowest.
    for (int i = most == 1 ? 1 : 0; chosen.size() < most; i++) {
      double wanted = first + i * (last - first) / Math.max(1, most - 1);
      FrontPoint nearest =
          left.stream()
              .min(
                  Comparator.comparingDouble(
                      point -> Math.abs(Math.log(point.stepTime()) - wanted)))
              .orElseThrow();
      left.remove(nearest);
      chosen.add(nearest);
    }
    return chosen.stream().sorted(Comparator.comparingDouble(FrontPoint::stepTime)).toList();
  }
}
