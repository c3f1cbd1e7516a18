using Microsoft.AspNetCore.Http;

namespace DistributedML.Grains.Api;

/// <summary>Reads the event that a request carries.</summary>
static class EventBody
{
    /// <summary>The longest event: 1 MiB, what a Kafka broker takes unless told otherwise.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>What the server takes off the wire at most: more than an event, so that who sends too much can read the answer before the connection closes.</summary>
    public const int MostBytesOnWire = 16 * MostBytes;

    /// <summary>
    /// Reads the body. Its type must be JSON: a page of another site can post plain text here without asking, but not JSON.
    /// </summary>
    /// <exception cref="ApiException">The content type is not JSON, or the body is empty or longer than <see cref="MostBytes"/>.</exception>
    /// <exception cref="BadHttpRequestException">The body is longer than <see cref="MostBytesOnWire"/>.</exception>
    public static async Task<byte[]> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "Content type not supported",
                $"The content type is {request.ContentType ?? "missing"}; expected application/json.");
        if (request.ContentLength > MostBytes) throw TooLarge();
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16_384];
        while (await request.Body.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (body.Length + read > MostBytes) throw TooLarge();
            body.Write(buffer, 0, read);
        }
        return body.Length > 0 ? body.ToArray()
            : throw new ApiException(StatusCodes.Status400BadRequest, "Event refused", "The body is empty; expected one event as a JSON object.");
    }

    /// <summary>The error for a body that is too long.</summary>
    public static ApiException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "Body too large",
        $"The body is longer than {MostBytes} bytes; send one event a request.");
}
