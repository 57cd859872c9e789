package io.nasoa.worker.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nasoa.workflows.tuning.TaskAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes {@link TaskAttributes} known to a namespace, where its server lets us. */
final class TaskAttributeRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(TaskAttributeRegistry.class);
  private static final IndexedValueType KEYWORD = IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  private static final int SECONDS = 5;

  /** Servers look for changed namespaces every few seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final WorkflowClient client;
  private final String namespace;

  TaskAttributeRegistry(WorkflowClient client) {
    this.client = client;
    this.namespace = client.getOptions().getNamespace();
  }

  /** Whether workflows may use the attributes: they were there, or could be added. */
  boolean ensure(OperatorServiceStubs stubs) {
    try {
      Map<String, IndexedValueType> known = known(stubs);
      Map<String, IndexedValueType> missing = missing(known);
      if (missing.isEmpty()) {
        return true;
      }
      if (missing.keySet().stream().anyMatch(known::containsKey)) {
        LOG.warn("search attributes of another kind than Keyword are in the way: {}", missing);
        return false;
      }
      timed(stubs)
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
      return awaitUse();
    } catch (StatusRuntimeException e) {
      // They are a convenience: without them everything works but the search.
      LOG.info(
          "namespace {} has no search attributes of ours ({}); an operator can add {} as Keyword",
          namespace,
          e.getStatus().getCode(),
          TaskAttributes.ALL.stream()
              .map(SearchAttributeKey::getName)
              .collect(Collectors.joining(", ")));
      return false;
    }
  }

  private Map<String, IndexedValueType> known(OperatorServiceStubs stubs) {
    return timed(stubs)
        .listSearchAttributes(
            ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
        .getCustomAttributesMap();
  }

  private static Map<String, IndexedValueType> missing(Map<String, IndexedValueType> known) {
    Map<String, IndexedValueType> missing = new TreeMap<>();
    for (SearchAttributeKey<String> key : TaskAttributes.ALL) {
      if (known.get(key.getName()) != KEYWORD) {
        missing.put(key.getName(), KEYWORD);
      }
    }
    return missing;
  }

  private static OperatorServiceBlockingStub timed(OperatorServiceStubs stubs) {
    return stubs.blockingStub().withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
  }

  /** A query by an attribute is refused for as long as the server does not know it. */
  private boolean awaitUse() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
            .countWorkflowExecutions(
                CountWorkflowExecutionsRequest.newBuilder()
                    .setNamespace(namespace)
                    .setQuery("%s = 'x'".formatted(TaskAttributes.STATE.getName()))
                    .build());
        return true;
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
          return e.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(250);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    LOG.warn("namespace {} does not take its new search attributes yet", namespace);
    return false;
  }
}
