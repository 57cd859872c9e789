package io.nasoa.worker.foreign;

import io.nasoa.workflows.plugin.NasoaPlugin;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;

/** The foreign program. Arguments: address and namespace of the server, its task queue. */
public final class ForeignWorker {
  private ForeignWorker() {}

  public static void main(String[] arguments) {
    WorkerFactory factory = WorkerFactory.newInstance(client(arguments[0], arguments[1]));
    factory.newWorker(arguments[2]).registerWorkflowImplementationTypes(TrainAndShipImpl.class);
    factory.start();
    System.out.println("foreign worker polls");
  }

  static WorkflowClient client(String address, String namespace) {
    return WorkflowClient.newInstance(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build()),
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            .setPlugins(NasoaPlugin.forCallers())
            .build());
  }
}
