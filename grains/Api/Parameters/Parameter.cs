using Microsoft.OpenApi;

namespace DistributedML.Grains.Api;

/// <summary>A parameter of an endpoint: read, checked and described in one place.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Description">What it means.</param>
abstract record Parameter(string Name, string Description)
{
    /// <summary>The parameter as OpenAPI describes it.</summary>
    public abstract OpenApiParameter Describe();

    /// <summary>The error for a value that is not allowed.</summary>
    protected ApiException Wrong(string value, string expected) =>
        new(400, "Parameter not valid", $"{Name} is {(value.Length == 0 ? "empty" : value)}; expected {expected}.") { Parameter = Name };
}
