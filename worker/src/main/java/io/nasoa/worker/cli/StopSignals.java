package io.nasoa.worker.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT: the first one stops in order and ends the process with 75, a second one ends
 * it at once with 128 + its number.
 *
 * <p>The JVM's own handling would end with 143 and swallow a second signal. {@code sun.misc.Signal}
 * is reached by reflection because the compiler warns of it and cannot be told not to.
 */
final class StopSignals {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

  private final Runnable stop;
  private final AtomicInteger received = new AtomicInteger();

  private StopSignals(Runnable stop) {
    this.stop = stop;
  }

  /** From now on a first signal runs {@code stop}, which may take a while, and ends the process. */
  static void handle(Runnable stop) {
    StopSignals signals = new StopSignals(stop);
    try {
      signals.install("TERM", 15);
      signals.install("INT", 2);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // A JVM without it: signals end the process as the JVM does; a restart resumes all the same.
      LOG.info("signals cannot be handled: {}", e.toString());
    }
  }

  private void install(String name, int number) throws ReflectiveOperationException {
    Class<?> signalClass = Class.forName("sun.misc.Signal");
    Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            received(number);
            return null;
          }
          return method.getName().equals("hashCode") ? (Object) number : null;
        };
    Object handler =
        Proxy.newProxyInstance(handlerClass.getClassLoader(), new Class<?>[] {handlerClass}, calls);
    Object signal = signalClass.getConstructor(String.class).newInstance(name);
    Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
    Object before = handle.invoke(null, signal, handler);
    Object ignored = handlerClass.getField("SIG_IGN").get(null);
    if (before == ignored) {
      handle.invoke(null, signal, ignored); // started with nohup or in the background of a script
    }
  }

  // The JVM gives each signal a thread of its own.
  private void received(int number) {
    if (received.incrementAndGet() > 1) {
      Runtime.getRuntime().halt(128 + number);
    }
    int code = ExitCode.STOPPED.value();
    try {
      stop.run();
    } catch (RuntimeException e) {
      LOG.error("the stop failed", e);
      code = ExitCode.FAILED.value();
    }
    Runtime.getRuntime().halt(code);
  }
}
