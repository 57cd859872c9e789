package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One kind of long work as users get it.
 *
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
interface WorkViews<T, R> {
  /** What a list shows. */
  List<String> columns();

  /** A line of a list. */
  ObjectNode row(T status);

  /** Where one stands, with all that is known. */
  ObjectNode json(T status);

  /** How one ended. */
  ObjectNode ended(R result);

  /** Either without what a screen has no room for. */
  default ObjectNode brief(ObjectNode tree) {
    return tree;
  }

  /** Where one stands in one line. */
  String progress(T status);
}
