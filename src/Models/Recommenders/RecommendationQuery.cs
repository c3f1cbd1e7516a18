using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;

namespace DistributedML.Models.Recommenders;

/// <summary>The best items for a user.</summary>
sealed class RecommendationQuery : ModelQuery
{
    public override string Name => "recommendations";

    public override string Summary => "Recommendations for a user";

    public override string Description =>
        "The best items for a user, best first, items that the user has left out. For a user without history: what sells now, with known false.";

    public override QuerySubject Subject => QuerySubject.Key;

    public override string KeyName => "user";

    public override IReadOnlyList<QueryParameter> Parameters { get; } = [new("count", "Items wanted, at most.", 1, 100, 10)];

    public override string Alias => "recommendations/{user}";

    public override JsonTypeInfo Answer => RecommenderJson.Default.RecommendationAnswer;

    public override JsonNode Example { get; } = JsonSerializer.SerializeToNode(
        new("13995", true, "recommender v1", [new("22423", 1.42), new("85123A", 1.17)]), RecommenderJson.Default.RecommendationAnswer)!;

    public override QueryTable Table { get; } = new("items", ["item", "score"]);

    public override byte[] Ask(IStreamModel model, QueryArguments arguments, ShardView shard) => JsonSerializer.SerializeToUtf8Bytes(
        ((RecommenderStream)model).Recommend(arguments.Key, (int)arguments.Numbers[0]), RecommenderJson.Default.RecommendationAnswer);
}
