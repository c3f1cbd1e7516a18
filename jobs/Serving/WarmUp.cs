using DistributedML.Grains.Silo;
using DistributedML.Models.Queries;

namespace DistributedML.Jobs.Serving;

/// <summary>Asks a new silo what its callers will ask, before they know of it, so that no caller's answer waits for code to be compiled.</summary>
static class WarmUp
{
    const int Rounds = 40;   // some keys of every shard

    /// <summary>Asks; what cannot be answered now is left for the callers to hear.</summary>
    public static async Task Run(DmlSilo silo, CancellationToken cancel)
    {
        using var client = SiloClient.Connect(silo.Address);
        await Task.WhenAll(
            from model in silo.Deployments.Models
            from query in model.Kind.Queries
            where query.Subject == QuerySubject.Key
            select Ask($"api/models/{model.Name}/{query.Name}", model.Deployment));

        async Task Ask(string path, string deployment)
        {
            try
            {
                foreach (var key in await silo.Deployments.SampleKeys(deployment, Rounds))
                {
                    using var answer = await client.GetAsync($"{path}/{Uri.EscapeDataString(key)}", cancel);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or OrleansException or TimeoutException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
            {
            }
        }
    }
}
