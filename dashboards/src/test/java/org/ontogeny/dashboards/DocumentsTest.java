package org.ontogeny.dashboards;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.spec.CampaignReader;
import org.ontogeny.engine.spec.Claim;
import org.ontogeny.engine.spec.ShippedExperiments;
import org.ontogeny.engine.spec.SpecReader;

/** What documents say is held to the program. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  /** The network of one's own in the README can be run as it stands. */
  @Test
  void theReadmesExperimentIsOne() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher block = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertTrue(block.find());
    Path file = folder.resolve("mine.conf");
    Files.writeString(file, block.group(1));
    assertDoesNotThrow(() -> SpecReader.read(file.toString(), Map.of()));
  }

  /** So can the campaign on its page, without its experiments being run. */
  @Test
  void theCampaignOfItsPageIsOne() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/campaigns.md"));
    Matcher block = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertTrue(block.find());
    Path file = folder.resolve("mine.conf");
    Files.writeString(file, block.group(1));
    assertEquals(2, CampaignReader.read(file.toString()).comparisons().size());
  }

  /** Every claim that an experiment prints is defined. */
  @Test
  void everyClaimIsDefined() throws IOException {
    String claims = Files.readString(ROOT.resolve("docs/claims.md"));
    for (String name : ShippedExperiments.names()) {
      for (Claim claim : SpecReader.read(name, Map.of()).claims()) {
        assertTrue(claims.contains("| " + claim.id() + " |"), claim.id());
      }
    }
  }

  /** Every file that the README points to is there. */
  @Test
  void linksOfTheReadmeLeadSomewhere() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme);
    int links = 0;
    while (link.find()) {
      assertTrue(Files.exists(ROOT.resolve(link.group(1))), link.group(1));
      links++;
    }
    assertTrue(links > 0);
  }
}
