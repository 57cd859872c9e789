package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.InvalidArchitectureException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the strings of {@link Rival}. One use, one thread. */
final class RivalParser {
  private static final String NUMBER = "(0|[1-9][0-9]{0,4})";
  private static final String DECIMAL = "((?:0|[1-9][0-9]{0,4})(?:\\.[0-9]{1,4})?)";
  private static final Pattern RES_NET = pattern("resnet-%n-w%n");
  private static final Pattern MOBILE_NET = pattern("mobilenetv2-w%n");
  private static final Pattern REG_NET = pattern("regnet([xy])-d%n-w%n-a%d-m%d-g%n");
  private static final Pattern EFFICIENT_NET = pattern("efficientnet-w%n-d%n");

  private final String text;

  RivalParser(String text) {
    this.text = text;
  }

  private static Pattern pattern(String form) {
    return Pattern.compile(Rival.PREFIX + form.replace("%n", NUMBER).replace("%d", DECIMAL));
  }

  Rival parse() {
    Matcher resNet = RES_NET.matcher(text);
    if (resNet.matches()) {
      return new ResNet(number(resNet, 1), number(resNet, 2));
    }
    Matcher mobileNet = MOBILE_NET.matcher(text);
    if (mobileNet.matches()) {
      return new MobileNetV2(number(mobileNet, 1));
    }
    Matcher efficientNet = EFFICIENT_NET.matcher(text);
    if (efficientNet.matches()) {
      return new EfficientNet(number(efficientNet, 1), number(efficientNet, 2));
    }
    Matcher regNet = REG_NET.matcher(text);
    if (regNet.matches()) {
      return regNet(regNet);
    }
    throw new InvalidArchitectureException(
        "it names no rival, expected for instance rival:resnet-18-w24, rival:mobilenetv2-w75, "
            + "rival:regnety-d13-w24-a36.44-m2.49-g8 or rival:efficientnet-w100-d100");
  }

  private static RegNet regNet(Matcher found) {
    return new RegNet(
        found.group(1).equals("y"),
        number(found, 2),
        number(found, 3),
        new BigDecimal(found.group(4)),
        new BigDecimal(found.group(5)),
        number(found, 6));
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
