using System.Globalization;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Numerics;
using DistributedML.Registry;
using Microsoft.Spark.Sql;

namespace DistributedML.Engines.Scoring;

/// <summary>The versions of a model that a function of a session answers with: those that have an alias, and the newest. It travels; their bytes are sent once.</summary>
/// <param name="model">The model's name.</param>
/// <param name="kind">Its kind.</param>
/// <param name="format">The kind's format.</param>
/// <param name="function">The function's name in SQL, for errors.</param>
/// <param name="names">What a version may be called, and its number.</param>
/// <param name="versions">The versions by their numbers.</param>
sealed class SentModel(
    string model, string kind, int format, string function, Dictionary<string, int> names, Dictionary<int, SentVersion> versions) : IModelVersions
{
    /// <summary>Takes the versions from a registry.</summary>
    /// <exception cref="RegistryException">There is no such model, or an artifact is damaged.</exception>
    internal static SentModel Of(SparkSession session, ModelRegistry registry, string model, ModelKind kind, string function)
    {
        var aliases = registry.Aliases(model);
        var names = aliases.ToDictionary(alias => alias.Alias, alias => alias.Version);
        var sent = registry.Versions(model).Take(1).Concat(aliases.Select(alias => registry.GetVersion(model, alias.Version))).DistinctBy(version => version.Version).ToDictionary(
            version => version.Version,
            version => new SentVersion(version.Hash, session.SparkContext.Broadcast(registry.Load(version, reader => reader.ReadBytes(checked((int)version.Size))))));
        foreach (var number in sent.Keys) names.Add(string.Create(CultureInfo.InvariantCulture, $"{number}"), number);
        if (names.TryGetValue(ModelAlias.Champion, out var champion)) names.TryAdd(model, champion);
        return new(model, kind.Name, kind.Format, function, names, sent);
    }

    /// <summary>The model that SQL calls by a version's alias or number, with the model's name and an @ before it or without; the name alone is the champion.</summary>
    /// <exception cref="ArgumentException">It is not among the versions.</exception>
    public T Version<T>(string? called, Func<BinaryReader, T> read) where T : class, IState
    {
        var parts = (called ?? "").Split('@', 2);
        if (parts.Length == 2 && parts[0] != model) throw new ArgumentException($"{function}('{called}', ...): {function} answers for model '{model}'");
        var name = parts[^1];
        if (name.Length > 1 && name[0] == 'v' && char.IsAsciiDigit(name[1])) name = name[1..];
        if (!names.TryGetValue(name, out var number))
            throw new ArgumentException($"{function}('{called}', ...): the session has no such version of model '{model}'{NearName.Hint(name, names.Keys)}; versions with an alias and the newest are sent when {function} is registered");
        var version = versions[number];
        return LoadedModels.Get(version.Hash, version.Bytes.Value, reader => Artifact.Read(reader, kind, format, read));
    }
}
