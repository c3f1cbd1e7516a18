using DistributedML.Grains.Interfaces;
using DistributedML.Models;
using DistributedML.Models.Queries;

namespace DistributedML.Grains.Api;

/// <summary>The deployed models.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Models">The models, in the order of the pipeline file.</param>
public sealed record ModelsAnswer(string Pipeline, IReadOnlyList<ModelAnswer> Models);

/// <summary>A deployed model.</summary>
public sealed record ModelAnswer
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of model.</summary>
    public required string Kind { get; init; }

    /// <summary>The deployment that it learns from.</summary>
    public required string Deployment { get; init; }

    /// <summary>The columns of the table that it reads, with what for.</summary>
    public required IReadOnlyList<ModelColumnAnswer> Columns { get; init; }

    /// <summary>The queries that it answers.</summary>
    public required IReadOnlyList<ModelQueryAnswer> Queries { get; init; }

    /// <summary>The script of its panel on the page; null when it has none.</summary>
    public string? Panel { get; init; }

    /// <summary>How good the version is that serves, as its training found it; null when none does.</summary>
    public ModelQuality? Quality { get; init; }

    /// <summary>Describes a model.</summary>
    public static ModelAnswer Of(DeployedModel model, IDeployments deployments) => new()
    {
        Quality = deployments.Quality(model),
        Name = model.Name,
        Kind = model.Kind.Name,
        Deployment = model.Deployment,
        Columns = [.. model.Kind.Columns(model.Definition, model.Table).Select(use => new ModelColumnAnswer(use.Column, use.Role.ToString().ToLowerInvariant()))],
        Queries = [.. model.Kind.Queries.Select(query => ModelQueryAnswer.Of(model, query))],
        Panel = model.Kind.Panel is null ? null : PanelPath(model.Kind.Name),
    };

    /// <summary>Where the script of a kind's panel is.</summary>
    internal static string PanelPath(string kind) => $"panels/{kind}.js";
}

/// <summary>A column that a model reads.</summary>
/// <param name="Name">The column.</param>
/// <param name="Role">What for: "key", "feature", "target", "weight", "group".</param>
public sealed record ModelColumnAnswer(string Name, string Role);

/// <summary>A query that a model answers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it answers.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Its address; {key} stands for the key.</param>
/// <param name="Parameters">The numbers that it takes in the query string.</param>
/// <param name="Table">How an answer is shown as a table.</param>
public sealed record ModelQueryAnswer(string Name, string Summary, string Method, string Address, IReadOnlyList<QueryParameter> Parameters, QueryTable Table)
{
    internal static ModelQueryAnswer Of(DeployedModel model, ModelQuery query) => new(
        query.Name, query.Summary, query.Subject is QuerySubject.Event or QuerySubject.Rows ? "POST" : "GET",
        query.Subject == QuerySubject.Rows ? InferenceEndpoints.AddressOf(model.Name)
            : $"/api/models/{model.Name}/{query.Name}{(query.Subject == QuerySubject.Key ? "/{key}" : "")}", query.Parameters, query.Table);
}
