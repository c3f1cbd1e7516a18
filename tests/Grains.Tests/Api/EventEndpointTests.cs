using System.Net;
using System.Text;
using Confluent.Kafka;
using DistributedML.Pipelines.Events;

namespace DistributedML.Tests.Grains.Api;

public sealed class EventEndpointTests
{
    const int Limit = 1 << 20;

    [Fact]
    public async Task A_stored_event_is_accepted_with_its_positions()
    {
        await using var host = await ApiHost.Start();
        byte[]? sent = null;
        var answer = host.Deployments.OnSend;
        host.Deployments.OnSend = bytes =>
        {
            sent = bytes;
            return answer(bytes);
        };
        var reply = await host.Post("/api/events", """{"item":"20726","description":"ü"}""");
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.Equal("""{"positions":[{"topic":"shop.customers","partition":1,"offset":41},{"topic":"shop.items","partition":0,"offset":7}]}""", reply.Text);
        Assert.Equal("""{"item":"20726","description":"ü"}""", Encoding.UTF8.GetString(sent!));
    }

    [Theory]
    [InlineData("/api/events")]
    [InlineData("/api/score")]
    public async Task An_event_that_breaks_the_schema_is_refused_with_the_reason(string path)
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnSend = _ => throw new EventFormatException("quantity is \"ten\"; expected an integer");
        host.Deployments.OnScore = _ => throw new EventFormatException("quantity is \"ten\"; expected an integer");
        Assert.Equal("quantity is \"ten\"; expected an integer", (await host.Post(path, "{}")).Problem(HttpStatusCode.BadRequest));
        Assert.Contains("body is empty", (await host.Post(path, "")).Problem(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/events", false)]
    [InlineData("/api/events", true)]
    [InlineData("/api/score", false)]
    [InlineData("/api/score", true)]
    public async Task One_byte_more_than_a_mebibyte_is_too_large_whether_its_length_is_announced_or_not(string path, bool chunked)
    {
        await using var host = await ApiHost.Start();
        Task<Reply> Post(int bytes)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(new string('1', bytes), Encoding.UTF8, "application/json") };
            if (chunked) request.Headers.TransferEncodingChunked = true;
            return host.Send(request);
        }

        Assert.True((await Post(Limit)).Status is HttpStatusCode.OK or HttpStatusCode.Accepted);
        Assert.Contains("1048576 bytes", (await Post(Limit + 1)).Problem(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.Contains("1048576 bytes", (await Post(10 * Limit)).Problem(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_not_sent_as_JSON_is_refused_so_that_other_sites_cannot_post()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnSend = _ => throw new InvalidOperationException("reached the stream");
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data" })
            Assert.Contains("expected application/json", (await host.Post("/api/events", "{}", type)).Problem(HttpStatusCode.UnsupportedMediaType), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_a_passing_problem()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnSend = _ => throw new KafkaException(new Error(Confluent.Kafka.ErrorCode.Local_AllBrokersDown, "all brokers are down"));
        var reply = await host.Post("/api/events", "{}");
        Assert.Contains("all brokers are down", reply.Problem(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal("1", reply.Headers["Retry-After"]);
    }
}
