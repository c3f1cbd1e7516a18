using DistributedML.Pipelines.Events;
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

    /// <summary>
    /// Reads the parameter. Routing leaves "%2F" as it is but decodes "%252F" to the same, so the address as sent is read.
    /// </summary>
    /// <exception cref="ApiException">The key is empty or longer than 512 characters.</exception>
    public string Read(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var end = target.IndexOfAny('?', '#');
        if (end >= 0) target = target[..end];
        var key = Uri.UnescapeDataString(target[(target.LastIndexOf('/') + 1)..]);
        return key.Length is > 0 and <= EventSchema.LongestKey ? key
            : throw Wrong(key.Length == 0 ? "empty" : $"{key.Length} characters long", $"1 to {EventSchema.LongestKey} characters");
    }

    /// <inheritdoc/>
    public override OpenApiParameter Describe() => new()
    {
        Name = Name,
        In = ParameterLocation.Path,
        Required = true,
        Description = Description,
        Example = Example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = EventSchema.LongestKey },
    };
}
