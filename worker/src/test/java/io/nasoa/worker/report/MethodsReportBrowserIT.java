package io.nasoa.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a comparison in a real browser: quiet, and every plot can be seen and read. */
class MethodsReportBrowserIT {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 1200;
  private static final Pattern FIGURE = Pattern.compile("<figure>.*?</figure>", Pattern.DOTALL);
  private static final Pattern BOX = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");

  @TempDir Path directory;

  private static String page() {
    return MethodsReport.of(ComparedCells.reported(true));
  }

  @Test
  void report_opensQuietly() throws Exception {
    Browser.Page page =
        new Browser(directory).open(page().replace("127.0.0.1:9/x", "example.test/nasoa-test/x"));
    assertThat(page.dom()).contains("<polyline", "Cost of a search until it is as good");
    assertThat(page.log()).doesNotContain("CONSOLE");
    assertThat(page.requests()).isZero();
  }

  @Test
  void everyPlot_hasInkLabelsAndColours() throws Exception {
    String page = page();
    List<String> figures = new ArrayList<>();
    Matcher found = FIGURE.matcher(page);
    while (found.find()) {
      figures.add(found.group());
    }
    assertThat(figures).hasSize(10);
    String head = page.substring(0, page.indexOf("<h1>"));
    // Every other one shows each kind; all of them would take a minute.
    for (int i = 0; i < figures.size(); i += 2) {
      look(head, figures.get(i));
    }
  }

  private void look(String head, String figure) throws Exception {
    String plain =
        head.replace("color-scheme:light dark", "color-scheme:light")
            + "<div style=\"position:absolute;left:0;top:0;width:%dpx\">".formatted(WIDTH)
            + figure.replaceFirst("<figcaption>.*?</figcaption>", "").replace("<figure>", "<div>")
            + "</div></body></html>";
    BufferedImage image = new Browser(directory).screenshot(plain, WIDTH, HEIGHT);
    Matcher box = BOX.matcher(figure);
    assertThat(box.find()).isTrue();
    int height = WIDTH * Integer.parseInt(box.group(2)) / Integer.parseInt(box.group(1));
    String name = figure.substring(0, Math.min(90, figure.length()));
    int paper = image.getRGB(WIDTH - 1, height - 1);
    int left = WIDTH / 12;
    assertThat(ink(image, paper, left, 0, WIDTH, height - 50)).as(name).isGreaterThan(200);
    assertThat(ink(image, paper, 0, 0, left, height - 50))
        .as("labels of rows, " + name)
        .isGreaterThan(50);
    assertThat(ink(image, paper, left, height - 50, WIDTH, height))
        .as("labels below, " + name)
        .isGreaterThan(100);
    assertThat(coloured(image, height)).as("colours, " + name).isGreaterThan(40);
  }

  private static int ink(BufferedImage image, int paper, int left, int top, int right, int bottom) {
    int ink = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        ink += image.getRGB(x, y) == paper ? 0 : 1;
      }
    }
    return ink;
  }

  /** Grids and labels are grey. */
  private static int coloured(BufferedImage image, int bottom) {
    int coloured = 0;
    for (int y = 0; y < bottom; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        int most = Math.max(red, Math.max(green, blue));
        coloured += most - Math.min(red, Math.min(green, blue)) > 60 ? 1 : 0;
      }
    }
    return coloured;
  }
}
