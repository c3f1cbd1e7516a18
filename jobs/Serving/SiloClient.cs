using System.Net.Http.Headers;
using DistributedML.Grains.Api;

namespace DistributedML.Jobs.Serving;

/// <summary>Connects to a silo's REST API, with the token that the environment holds.</summary>
static class SiloClient
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>A client of the silo at this address.</summary>
    public static HttpClient Connect(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = Timeout };
        if (Environment.GetEnvironmentVariable(ApiOptions.TokenVariable) is { Length: > 0 } token)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
