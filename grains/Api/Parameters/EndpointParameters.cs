namespace DistributedML.Grains.Api;

/// <summary>The parameters of an endpoint, as part of its metadata.</summary>
sealed record EndpointParameters(IReadOnlyList<Parameter> All)
{
    /// <summary>Names of those in the query.</summary>
    public IReadOnlyList<string> Query { get; } = [.. All.OfType<NumberParameter>().Select(parameter => parameter.Name)];
}
