package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nasoa.workflows.payload.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether two submissions with one id are the same work.
 *
 * <p>Hashed is what decides the resulting model: data (its text, not its bytes), budget or steps,
 * model, seed, regime, device, and what is done before and after. Not hashed is what only says who
 * asks and how it is run: id, deployment, priority, deadline, checkpoint interval, threads and the
 * record's version; the first submission's values of those hold. Fields that are not given are left
 * out, so that a field added later does not change the hash of older requests.
 */
public final class RequestHash {
  private RequestHash() {}

  /** SHA-256 in hexadecimal over the canonical JSON of what defines the work. */
  public static String of(FineTuningRequest request) {
    return sha256(canonicalJson(request));
  }

  static String canonicalJson(FineTuningRequest request) {
    SortedMap<String, Object> work = new TreeMap<>();
    put(work, "data", request.data());
    put(work, "budgetSeconds", request.budgetSeconds());
    put(work, "steps", request.steps());
    put(work, "model", request.model());
    put(work, "seed", request.seed());
    put(work, "learningRate", request.learningRate());
    put(work, "frozenStages", request.frozenStages());
    put(work, "batchSize", request.batchSize());
    put(work, "device", request.device());
    put(work, "before", request.before());
    put(work, "after", request.after());
    try {
      return PayloadJson.newMapper().writeValueAsString(work);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always writable", e);
    }
  }

  private static void put(SortedMap<String, Object> work, String name, @Nullable Object value) {
    if (value != null) {
      work.put(name, value);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
