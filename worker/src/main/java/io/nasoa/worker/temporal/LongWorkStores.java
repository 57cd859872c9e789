package io.nasoa.worker.temporal;

import io.nasoa.zoo.store.ComparisonStore;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.RegistrationStore;
import io.nasoa.zoo.store.SearchStore;
import io.nasoa.zoo.store.TableStore;

/**
 * What is stored of work beside tasks.
 *
 * @param searches the searches
 * @param builds the builds of the zoo
 * @param tables the fine-tuning tables
 * @param hpo the searches for hyper-parameters
 * @param comparisons the side-by-side comparisons
 */
public record LongWorkStores(
    SearchStore searches,
    RegistrationStore builds,
    TableStore tables,
    HpoStore hpo,
    ComparisonStore comparisons) {}
