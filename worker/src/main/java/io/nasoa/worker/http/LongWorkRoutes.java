package io.nasoa.worker.http;

import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableRow;
import io.nasoa.workflows.table.TableStatus;
import java.util.ArrayList;
import java.util.List;

/** The API's paths of what runs for long beside tasks. */
final class LongWorkRoutes {
  private static final List<TaskAction> WITHOUT_STOP =
      List.of(new TaskAction.Pause(), new TaskAction.Resume(), new TaskAction.Cancel());
  private static final List<TaskAction> ALL =
      List.of(
          new TaskAction.Pause(),
          new TaskAction.Resume(),
          new TaskAction.Stop(),
          new TaskAction.Cancel());

  private LongWorkRoutes() {}

  static List<Route> of(ApiServer.Served served) {
    List<Route> routes = new ArrayList<>();
    RunRoutes<SearchRequest> searches = searches(served);
    routes.addAll(searches.all());
    routes.add(searches.below("evaluations", EvaluatedCandidate.class, served.owner()::searchLog));
    routes.addAll(builds(served).all());
    RunRoutes<TableRequest> tables = tables(served);
    routes.addAll(tables.all());
    routes.add(tables.below("rows", TableRow.class, served.owner()::tableRows));
    RunRoutes<HpoRequest> hpo = hpo(served);
    routes.addAll(hpo.all());
    routes.add(hpo.below("rows", HpoRow.class, served.owner()::hpoRows));
    RunRoutes<ComparisonRequest> comparisons = comparisons(served);
    routes.addAll(comparisons.all());
    routes.add(comparisons.below("cells", CellResult.class, served.owner()::comparisonCells));
    return routes;
  }

  private static RunRoutes<SearchRequest> searches(ApiServer.Served served) {
    return new RunRoutes<>(
        WorkKind.SEARCH,
        served.owner().searches(),
        new SearchRequests(served.defaults())::read,
        ALL,
        new RunRoutes.Shapes(
            Shape.request(SearchRequest.class, SearchRequests.FIELDS),
            SearchStatus.class,
            SearchResult.class));
  }

  private static RunRoutes<RegistrationRequest> builds(ApiServer.Served served) {
    return new RunRoutes<>(
        WorkKind.BUILD,
        served.owner().builds(),
        new BuildRequests(served.defaults())::read,
        WITHOUT_STOP,
        new RunRoutes.Shapes(
            TaskShapes.withSteps(Shape.request(RegistrationRequest.class, BuildRequests.PLAIN)),
            RegistrationStatus.class,
            RegistrationResult.class));
  }

  private static RunRoutes<TableRequest> tables(ApiServer.Served served) {
    return new RunRoutes<>(
        WorkKind.TABLE,
        served.owner().tables(),
        new TableRequests(served.defaults())::read,
        WITHOUT_STOP,
        new RunRoutes.Shapes(
            Shape.request(TableRequest.class, TableRequests.FIELDS),
            TableStatus.class,
            TableResult.class));
  }

  private static RunRoutes<HpoRequest> hpo(ApiServer.Served served) {
    return new RunRoutes<>(
        WorkKind.HPO,
        served.owner().hpo(),
        new HpoRequests(served.defaults())::read,
        ALL,
        new RunRoutes.Shapes(
            Shape.request(HpoRequest.class, HpoRequests.FIELDS), HpoStatus.class, HpoResult.class));
  }

  private static RunRoutes<ComparisonRequest> comparisons(ApiServer.Served served) {
    return new RunRoutes<>(
        WorkKind.COMPARISON,
        served.owner().comparisons(),
        new ComparisonRequests(served.defaults())::read,
        WITHOUT_STOP,
        new RunRoutes.Shapes(
            Shape.request(ComparisonRequest.class, ComparisonRequests.FIELDS),
            ComparisonStatus.class,
            ComparisonResult.class));
  }
}
