package io.nasoa.workflows.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Whether two requests with one id are the same work. Fields that are null are left out, so that a
 * field added later does not change the hash of older requests.
 */
public final class WorkHash {
  private WorkHash() {}

  /**
   * SHA-256 in hexadecimal over the canonical JSON of what defines the work.
   *
   * @param request a record
   * @param notWork its fields that only say who asks and how it is run
   */
  public static String of(Record request, List<String> notWork) {
    ObjectNode work = PayloadJson.newMapper().valueToTree(request);
    work.remove(notWork);
    List<String> missing =
        work.properties().stream()
            .filter(field -> field.getValue().isNull())
            .map(Map.Entry::getKey)
            .toList();
    work.remove(missing);
    return sha256(text(work));
  }

  private static String text(ObjectNode work) {
    try {
      return PayloadJson.newMapper().writeValueAsString(work);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
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
