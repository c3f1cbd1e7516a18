using System.Collections.Concurrent;
using DistributedML.Models;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Grains.Runtime;

/// <summary>The trained models that serve now: one immutable instance of each in the silo, replaced as a whole when its champion changes.</summary>
sealed class ModelCatalog(IModelSource? source, IReadOnlyList<ModelDefinition> models)
{
    readonly ConcurrentDictionary<string, TrainedVersion> _champions = new();
    readonly ConcurrentDictionary<string, ModelQuality?> _qualities = new();
    readonly Lock _reading = new();

    /// <summary>The version that serves; null when none does.</summary>
    internal TrainedVersion? Champion(string model) => _champions.GetValueOrDefault(model);

    /// <summary>How good the version that serves is; null when none does, or nobody knows.</summary>
    internal ModelQuality? Quality(string model) => _qualities.GetValueOrDefault(model);

    /// <summary>Looks which versions serve and reads those that are new.</summary>
    /// <exception cref="IOException">An artifact cannot be read; the former version goes on serving.</exception>
    internal void Refresh()
    {
        if (source is null) return;
        foreach (var model in models)
        {
            var version = source.ChampionVersion(model.Name);
            if (version == 0 || version == Champion(model.Name)?.Number) continue;
            _champions[model.Name] = source.Read(model, version);
            _qualities[model.Name] = source.Quality(model.Name, version);   // read with the version: what is asked later needs no registry
        }
    }

    /// <summary>The artifact of a version, whether it serves now or not.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal TrainedVersion Read(ModelDefinition model, int version)
    {
        lock (_reading)
        {
            if (Champion(model.Name) is { } champion && champion.Number == version) return champion;
            if (source is null) throw new IOException($"the stored state of {model.Name} belongs to version {version}, and no registry is there to read it from");
            return source.Read(model, version);
        }
    }
}
