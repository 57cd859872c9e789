package io.nasoa.zoo.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Which part of an architecture a search varies: the paper's two levels. As JSON the field {@code
 * level} says which: {@code block} or {@code macro}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "level")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BlockLevel.class, name = "block"),
  @JsonSubTypes.Type(value = MacroLevel.class, name = "macro")
})
public sealed interface SearchLevel permits BlockLevel, MacroLevel {}
