/**
 * What can be told of a data set before anything is trained on it: counts and colours, how far its
 * classes lie from the source's, and how well the frozen features of each zoo model separate them.
 * Plain arithmetic of the JDK: no linear algebra library is among this module's dependencies (the
 * one that Weka brings stays with Weka), and all that is needed of it is one eigen solver.
 */
@NullMarked
package io.nasoa.zoo.profile;

import org.jspecify.annotations.NullMarked;
