package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.evaluation.StudentTest;

/** Campaigns as they are meant, and with one line that is wrong. */
class CampaignReaderTest {

  private static final String SOUND =
      """
      campaign = mine
      description = "two rules"
      seeds = [7, 3]
      members = [
        { name = fisher, experiment = mine.conf }
        { name = weight
          experiment = mine.conf
          set {
            data.train = 50, stages.1.rule { criterion = magnitude, selection = layer-percentile
            percent = 20
            threshold = null }
          }
        }
      ]
      compare = [
        { id = first, p-at-most = 0.01, test = paired, tail = greater
          value { member = fisher, measure = accuracy, of = encoding, round = 2 }
          against { member = weight }
        }
        { id = second, at-least = -0.5, at-most = 1
          value { member = fisher, measure = accuracy, of = encoding }
          against { course = random, round = 1 }
        }
      ]
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeExperiment() throws IOException {
    Files.write(folder.resolve("mine.conf"), SpecTexts.lines());
    file = folder.resolve("campaign.conf");
  }

  private Campaign campaign() throws IOException {
    Files.writeString(file, SOUND);
    return CampaignReader.read(file.toString());
  }

  @Test
  void everyMemberHasARunForEverySeed() throws IOException {
    Campaign campaign = campaign();
    assertEquals("mine", campaign.name());
    assertEquals(List.of(7L, 3L), campaign.seeds());
    for (Campaign.Member member : campaign.members()) {
      assertEquals(List.of(7L, 3L), List.copyOf(member.runs().keySet()));
      member.runs().forEach((seed, run) -> assertEquals(seed, run.seed()));
    }
    assertEquals("mine-weight-3", campaign.id(campaign.members().get(1), 3));
  }

  /** The same as the option does, so that a run could be made by hand. */
  @Test
  void replacedValuesAreThoseOfTheOption() throws IOException {
    Campaign campaign = campaign();
    String experiment = folder.resolve("mine.conf").toString();
    assertEquals(
        SpecReader.read(experiment, Map.of("seed", "7")).resolved(),
        campaign.members().get(0).runs().get(7L).resolved());
    String rule = "{ criterion = magnitude, selection = layer-percentile, percent = 20 }";
    assertEquals(
        SpecReader.read(experiment, Map.of("seed", "3", "data.train", "50", "stages.1.rule", rule))
            .resolved(),
        campaign.members().get(1).runs().get(3L).resolved());
  }

  @Test
  void whatIsComparedTakesItsAddressFromTheValue() throws IOException {
    List<Campaign.Comparison> comparisons = campaign().comparisons();
    Claim.Recorded second = new Claim.Recorded("accuracy", "encoding", "main", 2);
    Campaign.Comparison first = comparisons.get(0);
    assertEquals(new Campaign.Measurement("fisher", second), first.value());
    assertEquals(new Campaign.Measurement("weight", second), first.against());
    assertEquals(StudentTest.Design.PAIRED, first.design());
    assertEquals(StudentTest.Tail.GREATER, first.tail());
    assertEquals(OptionalDouble.of(0.01), first.largestP());
    assertEquals(Double.NEGATIVE_INFINITY, first.atLeast());
    Campaign.Comparison other = comparisons.get(1);
    assertEquals(
        new Campaign.Measurement("fisher", new Claim.Recorded("accuracy", "encoding", "random", 1)),
        other.against());
    assertEquals(StudentTest.Design.WELCH, other.design());
    assertEquals(StudentTest.Tail.TWO_SIDED, other.tail());
    assertTrue(other.largestP().isEmpty());
    assertEquals(-0.5, other.atLeast());
    assertEquals(1, other.atMost());
  }

  @ParameterizedTest
  @CsvSource({
    "1, campaign = Mine, campaign, 'lower-case letters', Mine",
    "2, descripton = x, descripton, 'one of campaign, description, seeds, members, compare', ''",
    "3, 'seeds = [1, 1]', seeds, 'all of them different', '[1, 1]'",
    "3, 'seeds = []', seeds, 'at least one', []",
    "3, 'seeds = [1.5]', seeds, 'a list of whole numbers', 1.5",
    "3, 'seeds = [-1]', seeds, 'numbers of at least 0', -1",
    "3, seeds = 5, seeds, 'a list of whole numbers', 5",
    "5, '{ name = weight, experiment = mine.conf }', members[1].name, 'no other has', weight",
    "5, '{ name = a/b, experiment = mine.conf }', members[0].name, 'lower-case letters', a/b",
    "5, '{ name = fisher, experiment = yours.conf }', members[0].experiment, 'one of digits', yours.conf",
    "5, '{ name = fisher }', members[0].experiment, 'is missing', ''",
    "5, '{ name = fisher, experiment = mine.conf, seed = 1 }', members[0].seed, 'name, experiment, set', ''",
    "5, '{ name = fisher, experiment = mine.conf, set { seed = 1 } }', members[0].set, 'no seed', ''",
    "5, '{ name = fisher, experiment = mine.conf, set { data.sides = 8 } }', data.sides, 'unknown key', ''",
    "9, 'data.train = many, stages.1.rule { criterion = magnitude, selection = layer-percentile', data.train, 'a whole number', many",
    "9, 'stages.2.updates = 5, stages.1.rule { criterion = magnitude, selection = layer-percentile', stages.2.updates, '0 to 1', 2",
    "11, 'treshold = null }', stages.1.rule.treshold, 'no such key', ''",
    "16, '{ id = second, p-at-most = 0.01', compare[1].id, 'no other comparison', second",
    "16, '{ id = first', compare[0].id, 'at-least or at-most', first",
    "16, '{ id = first, p-at-most = 1', compare[0].p-at-most, 'between 0 and 1', 1",
    "16, '{ id = first, at-least = 1, at-most = 0', compare[0].at-most, 'at least as much', 0",
    "16, '{ id = first, at-least = 1, test = student', compare[0].test, 'welch, paired', student",
    "16, '{ id = first, at-least = 1, tail = left', compare[0].tail, 'two-sided, greater', left",
    "17, 'value { measure = accuracy, of = encoding }', compare[0].value.member, 'is missing', ''",
    "17, 'value { member = none, measure = accuracy, of = encoding }', compare[0].value.member, 'fisher, weight', none",
    "17, 'value { member = fisher, of = encoding }', compare[0].value.measure, 'is missing', ''",
    "18, 'against { member = fisher }', compare[0].against, 'another measurement', fisher",
    "18, 'against { member = weight, stage = 2 }', compare[0].against.stage, 'measure, of, course, round', ''",
  })
  void aMistakeIsNamedByFileLineAndKey(
      int line, String text, String key, String expected, String got) throws IOException {
    List<String> lines = new ArrayList<>(SOUND.lines().toList());
    lines.set(line - 1, text);
    Files.write(file, lines);
    String message =
        assertThrows(SpecException.class, () -> CampaignReader.read(file.toString())).getMessage();
    int named = key.equals("compare[1].id") ? 20 : line;
    int last = key.equals("members[1].name") ? 6 : named;
    assertTrue(message.startsWith(file + ":" + last + ": "), message);
    for (String part : List.of(key, expected, got == null ? "" : got)) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aMistakeInAnExperimentIsNamedByItsOwnFile() throws IOException {
    List<String> lines = SpecTexts.lines();
    lines.set(1, "seed = 5, sed = 5");
    Files.write(folder.resolve("mine.conf"), lines);
    String message = assertThrows(SpecException.class, this::campaign).getMessage();
    assertTrue(message.startsWith(folder.resolve("mine.conf") + ":2: unknown key sed"), message);
  }

  @Test
  void aCampaignThatIsNotThere() {
    String message =
        assertThrows(SpecException.class, () -> CampaignReader.read("nothing")).getMessage();
    assertEquals(
        "no campaign 'nothing': expected a file or one of quick-rules, stothers-architecture-ci,"
            + " stothers-architecture",
        message);
  }

  @Test
  void shippedCampaignsAreSound() {
    for (String name : ShippedCampaigns.names()) {
      Campaign campaign = CampaignReader.read(name);
      assertEquals(name, campaign.name());
      assertFalse(campaign.description().isEmpty());
      assertFalse(campaign.comparisons().isEmpty());
    }
  }
}
