package io.nasoa.worker.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * How every answer leaves, also to what Jetty refused before any handler saw it: JSON, one
 * sentence, nothing about the program's inside. What cannot be parsed is the client's fault,
 * whatever Jetty calls it.
 */
final class Answers extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int told = response.getStatus();
    boolean clients = told >= 400 && told < 500;
    boolean ours = request.getAttribute(ERROR_EXCEPTION) == null && !clients;
    int status = clients ? told : ours ? 500 : 400;
    String sentence =
        "the request cannot be taken: " + HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
    send(request, response, callback, Reply.error(status, sentence, null));
    return true;
  }

  static void send(Request request, Response response, Callback callback, Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    boolean head = request.getMethod().equals("HEAD");
    ByteBuffer body = head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes);
    response.write(true, body, callback);
  }
}
