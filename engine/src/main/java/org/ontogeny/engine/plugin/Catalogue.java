package org.ontogeny.engine.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.pruning.neuron.NeuronCriteria;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Criterion;

/**
 * The criteria that a pruning rule can name: those of the engine, and those of a user's jars.
 *
 * <pre>{@code
 * Catalogue criteria = Catalogue.of(Path.of("plugins"));
 * RunSpec spec = SpecReader.read("mine.conf", Map.of(), criteria);
 * }</pre>
 */
public final class Catalogue {

  /** What else events name in the place of a criterion. */
  private static final Set<String> RESERVED =
      Stream.concat(
              Stream.of(Fact.SynapsesPruned.CASCADE, Fact.SynapsesPruned.LESION),
              Arrays.stream(NeuronCriteria.values()).map(NeuronCriteria::toString))
          .collect(Collectors.toSet());

  /** Those of the engine alone. */
  public static final Catalogue SHIPPED = new Catalogue(List.of(), false);

  /** What somebody can do who misses a criterion. */
  public static final String HINT = "a criterion of a plugin needs --plugins DIR";

  private final Map<String, Criterion> criteria = new LinkedHashMap<>();
  private final List<PluggedIn> plugins;
  private final boolean byName; // whether what is not here is known by its name

  private Catalogue(List<PluggedIn> plugins, boolean byName) {
    for (Criteria shipped : Criteria.values()) {
      criteria.put(shipped.toString(), shipped);
    }
    for (PluggedIn plugin : plugins) {
      Criterion taken = criteria.putIfAbsent(plugin.name(), plugin);
      if (taken != null || RESERVED.contains(plugin.name())) {
        throw new PluginException(
            "%s: criterion %s: the name is taken by %s; expected another one"
                .formatted(plugin.jar(), plugin.name(), owner(taken)));
      }
    }
    this.plugins = List.copyOf(plugins);
    this.byName = byName;
  }

  private static String owner(Criterion criterion) {
    return criterion instanceof PluggedIn plugin ? plugin.jar().toString() : "the program";
  }

  /**
   * Those of the engine and others.
   *
   * @throws PluginException if one has a name that another has
   */
  public static Catalogue of(List<PluggedIn> plugins) {
    return new Catalogue(plugins, false);
  }

  /**
   * Those of the engine and of every jar in a folder.
   *
   * @throws PluginException if there is no jar, or a jar cannot be used: it names no criterion, or
   *     one whose name another has
   */
  public static Catalogue of(Path folder) {
    List<PluggedIn> plugins = new ArrayList<>();
    jars(folder).forEach(jar -> plugins.addAll(Jar.criteria(jar)));
    return of(plugins);
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new PluginException("expected a folder of jars, and there is none: " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new PluginException("expected jars in %s, found none".formatted(folder));
      }
      return jars;
    } catch (IOException e) {
      throw new PluginException("cannot list %s: %s".formatted(folder, e), e);
    }
  }

  /**
   * The same for reading what a run has kept: any other name stands for a criterion of a plugin
   * that is not here, and fails when it is asked for an importance.
   */
  public Catalogue byName() {
    return new Catalogue(plugins, true);
  }

  /** The criterion of a name. */
  public Optional<Criterion> find(String name) {
    Criterion known = criteria.get(name);
    return known == null && byName ? Optional.of(new Absent(name)) : Optional.ofNullable(known);
  }

  /** Names of all, those of the engine first. */
  public List<String> names() {
    return List.copyOf(criteria.keySet());
  }

  /** Those of jars. */
  public List<PluggedIn> plugins() {
    return plugins;
  }
}
