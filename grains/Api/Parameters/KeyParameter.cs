using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.OpenApi;

namespace DistributedML.Grains.Api;

/// <summary>A key or name: the last segment of the path. Any text, percent-encoded, so that a key may hold a slash.</summary>
/// <param name="Name">Its name in the route.</param>
/// <param name="Description">What it means.</param>
/// <param name="Example">A value for the description.</param>
sealed record KeyParameter(string Name, string Description, string Example) : Parameter(Name, Description)
{
    const int LongestKey = 512;

    /// <summary>Reads the parameter. Routing leaves "%2F" as it is but decodes "%252F" to the same, so the address as sent is read.</summary>
    /// <exception cref="ApiException">The key is longer than 512 characters or holds control characters.</exception>
    public string Read(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var end = target.IndexOfAny('?', '#');
        if (end >= 0) target = target[..end];
        var key = Uri.UnescapeDataString(target[(target.LastIndexOf('/') + 1)..]);
        if (key.Length is 0 or > LongestKey || key.Any(char.IsControl))
            throw Wrong(key.Length > LongestKey ? $"{key.Length} characters long" : "empty or not printable", $"1 to {LongestKey} characters without control characters");
        return key;
    }

    /// <inheritdoc/>
    public override OpenApiParameter Describe() => new()
    {
        Name = Name,
        In = ParameterLocation.Path,
        Required = true,
        Description = Description,
        Example = Example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = LongestKey },
    };
}
