package io.nasoa.worker.temporal;

import io.nasoa.zoo.store.RegistrationStore;
import io.nasoa.zoo.store.SearchStore;

/**
 * What is stored of work beside tasks.
 *
 * @param searches the searches
 * @param builds the builds of the zoo
 */
public record LongWorkStores(SearchStore searches, RegistrationStore builds) {}
