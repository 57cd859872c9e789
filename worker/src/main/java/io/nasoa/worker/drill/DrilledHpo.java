package io.nasoa.worker.drill;

import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.StoredData;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import java.util.List;
import java.util.Optional;

/**
 * A search for hyper-parameters by made-up trials.
 *
 * @param method one of {@link HpoRequest#METHODS}
 * @param cap what it may cost, in multiples of its longest trial
 * @param seed of the method
 */
public record DrilledHpo(String method, int cap, long seed) implements DrilledRun {
  private static final String ID = "drill";
  private static final double LIMIT_SECONDS = 9;
  private static final int ETA = 3;
  private static final int RUNGS = 3;
  private static final int PARALLEL = 3;

  @Override
  public String noun() {
    return method;
  }

  @Override
  public boolean submitted(OwnerClient owner, String deployment) {
    owner.hpo().submit(request(deployment));
    return owner.hpo().status(ID).state().ended();
  }

  @Override
  public RunEvidence evidence(StoredData data) {
    HpoResult result = data.hpo().result(ID).orElseThrow();
    return new RunEvidence(
        result.status().state(),
        result.error(),
        data.hpoRows(ID),
        Optional.ofNullable(result.status().incumbent()));
  }

  private HpoRequest request(String deployment) {
    return new HpoRequest(
        HpoRequest.SCHEMA,
        ID,
        deployment,
        "synthetic:400",
        method,
        LIMIT_SECONDS,
        cap,
        ETA,
        RUNGS,
        List.of("nasoa-1m", "nasoa-5m"),
        seed,
        PARALLEL,
        "cpu",
        3);
  }
}
