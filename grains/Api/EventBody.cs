using Microsoft.AspNetCore.Http;

namespace DistributedML.Grains.Api;

/// <summary>Reads the event that a request carries.</summary>
static class EventBody
{
    /// <summary>The longest body: 1 MiB, what a Kafka broker takes unless told otherwise. The server stops reading there.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>
    /// Reads the body. Its type must be JSON: a page of another site can post plain text here without asking, but not JSON.
    /// </summary>
    /// <exception cref="ApiException">The content type is not JSON or the body is empty.</exception>
    /// <exception cref="BadHttpRequestException">The body is longer than <see cref="MostBytes"/>.</exception>
    public static async Task<byte[]> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "Content type not supported",
                $"The content type is {request.ContentType ?? "missing"}; expected application/json.");
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MostBytes));
        await request.Body.CopyToAsync(body, cancel);
        if (body.Length == 0)
            throw new ApiException(StatusCodes.Status400BadRequest, "Event refused", "The body is empty; expected one event as a JSON object.");
        return body.ToArray();
    }
}
