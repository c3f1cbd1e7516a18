using System.Text;
using Confluent.Kafka;
using CsCheck;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Streams;

public class Murmur2Tests
{
    // From org.apache.kafka.common.utils.Utils.murmur2 and toPositive(..) % 4 of Kafka 4.3.0 on the keys' UTF-8 bytes.
    [Theory]
    [InlineData("", 275646681, 1)]
    [InlineData("a", -1563381124, 0)]
    [InlineData("ab", 316155434, 2)]
    [InlineData("abc", 479470107, 3)]
    [InlineData("abcd", -1323649548, 0)]
    [InlineData("13995", 975309145, 1)]
    [InlineData("85123A", -757207140, 0)]
    [InlineData("20726", 362544962, 2)]
    [InlineData("online-retail", -1313917910, 2)]
    [InlineData("grüße", 1943707148, 0)]
    [InlineData("☕ tea", 578333380, 0)]
    [InlineData("a somewhat longer key that is over 32 bytes", 229262567, 3)]
    public void Keys_hash_as_in_Kafkas_Java_client(string key, int hash, int partition)
    {
        Assert.Equal(hash, Murmur2.Hash(Encoding.UTF8.GetBytes(key)));
        Assert.Equal(partition, Murmur2.Partition(key, 4));
    }

    [Fact]
    public async Task The_producer_puts_a_key_where_a_query_looks_for_it()
    {
        await using var broker = new MockBroker();
        await broker.EnsureTopics([new TopicPlan("keys", 7)], TestContext.Current.CancellationToken);
        using var producer = Producers.Create(broker.Bootstrap, 1 << 20);
        var keys = Gen.String.Array[1, 60].Single().Where(key => key.Length > 0 && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)) == key);
        foreach (var key in keys.Concat(["13995", "85123A", "x"]))
        {
            var sent = await producer.ProduceAsync("keys", new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(key), Value = [] }, TestContext.Current.CancellationToken);
            Assert.Equal(sent.Partition.Value, Murmur2.Partition(key, 7));
        }
    }
}
