package org.ontogeny.engine.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ontogeny.engine.plugin.Catalogue;

/** Finds, parses and validates campaigns. */
public final class CampaignReader {

  private CampaignReader() {}

  /**
   * Reads a campaign, and the experiments of its members. Their files are looked for in the folder
   * of the campaign's own.
   *
   * @param campaign a name of a shipped one, or a file
   * @throws SpecException if there is none, or something in it, or in an experiment, is wrong
   */
  public static Campaign read(String campaign) {
    return read(campaign, Catalogue.SHIPPED);
  }

  /**
   * Reads one whose rules may name other criteria than those of the engine.
   *
   * @param criteria that rules can name
   * @throws SpecException as above
   */
  public static Campaign read(String campaign, Catalogue criteria) {
    Config config = SpecFile.parse("campaign", campaign, ShippedCampaigns.names());
    try {
      Section root = new Section("", config.resolve().root());
      return new CampaignParser(folder(campaign), criteria).parse(root);
    } catch (ConfigException e) {
      throw new SpecException(e.getMessage(), e);
    }
  }

  private static Path folder(String campaign) {
    Path file = Path.of(campaign);
    return Files.isRegularFile(file) ? file.resolveSibling("") : Path.of("");
  }
}
