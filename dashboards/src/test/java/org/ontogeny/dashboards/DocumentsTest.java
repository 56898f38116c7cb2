package org.ontogeny.dashboards;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.spec.Campaign;
import org.ontogeny.engine.spec.CampaignReader;
import org.ontogeny.engine.spec.Claim;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.ShippedCampaigns;
import org.ontogeny.engine.spec.ShippedExperiments;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Anew;
import org.ontogeny.engine.stage.Develop;
import org.ontogeny.engine.stage.Stage;

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

  /** So is every one that a shipped campaign, or one beside the reproductions, asks about. */
  @Test
  void everyClaimOfACampaignIsDefined() throws IOException {
    String claims = Files.readString(ROOT.resolve("docs/claims.md"));
    List<String> names = new ArrayList<>(ShippedCampaigns.names());
    names.add(reproduction("stothers-transfer.conf"));
    names.add(reproduction("stothers-settings.conf"));
    int asked = 0;
    for (String name : names) {
      for (Campaign.Comparison comparison : CampaignReader.read(name).comparisons()) {
        if (comparison.id().startsWith("H-")) {
          assertTrue(claims.contains("| " + comparison.id() + " |"), comparison.id());
          asked++;
        }
      }
    }
    assertEquals(11, asked);
  }

  private static String reproduction(String file) {
    return ROOT.resolve("docs/reproductions").resolve(file).toString();
  }

  /** Masks at eight densities, each from a critical period of its own. */
  @Test
  void theDensitiesOfTheSourceAreHadByConfiguration() throws IOException {
    Campaign campaign = CampaignReader.read(reproduction("stothers-densities.conf"));
    List<Double> densities = new ArrayList<>();
    for (Campaign.Member member : campaign.members()) {
      List<Stage> stages = member.runs().get(1L).experiment().stages();
      densities.add(((Develop) stages.get(0)).pace().until().orElseThrow());
      Anew anew = (Anew) stages.get(2);
      assertEquals(List.of("grown", "random", "random-in-total"), anew.courses());
      assertEquals(10_000, anew.learn().updates());
    }
    assertEquals(List.of(0.2, 0.15, 0.1, 0.05, 0.04, 0.03, 0.02, 0.01), densities);
    assertEquals(16, campaign.comparisons().size());
    String claims = Files.readString(ROOT.resolve("docs/claims.md"));
    for (Campaign.Comparison comparison : campaign.comparisons()) {
      String id = comparison.id();
      assertTrue(Pattern.compile(id + "(,| and| are)").matcher(claims).find(), id);
      assertEquals("at" + id.replaceFirst("H-3b?", ""), comparison.value().member());
      assertEquals("grown", comparison.value().recorded().course());
      assertEquals(
          id.startsWith("H-3b") ? "random-in-total" : "random",
          comparison.against().recorded().course());
    }
  }

  /** Grown on one set and trained anew on another, with and without a few examples of it. */
  @Test
  void transferAndMixtureAreHadByConfiguration() {
    Campaign campaign = CampaignReader.read(reproduction("stothers-transfer.conf"));
    List<RunSpec> specs = campaign.members().stream().map(member -> member.runs().get(1L)).toList();
    assertEquals(
        List.of(Anew.Examples.FIRST, Anew.Examples.TRANSFER, Anew.Examples.TRANSFER),
        specs.stream().map(s -> ((Anew) s.experiment().stages().get(2)).examples()).toList());
    assertEquals("fashion-mnist", specs.get(0).data().set());
    assertEquals(Optional.of("fashion-mnist"), specs.get(1).data().transfer());
    assertEquals(Optional.empty(), specs.get(1).data().mixture());
    assertEquals(9000, specs.get(2).data().mixture().orElseThrow().count(60_000));
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
