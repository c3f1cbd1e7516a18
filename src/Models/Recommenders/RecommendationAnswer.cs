using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DistributedML.Models.Recommenders;

/// <summary>Items for a user, best first.</summary>
/// <param name="User">The user asked for.</param>
/// <param name="Known">Whether the user has a history; the answer for others is what sells now.</param>
/// <param name="Model">The model version that answered: "recommender v3".</param>
/// <param name="Items">Items and scores; scores are comparable within one answer only.</param>
public sealed record RecommendationAnswer(string User, bool Known, string Model, IReadOnlyList<RecommendedItem> Items);

/// <summary>An item recommended.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">Its score; higher is better.</param>
/// <remarks>OpenAPI takes its descriptions from these comments, but for a property named Item, which it holds for an indexer: hence the attribute.</remarks>
public sealed record RecommendedItem([property: Description("The item.")] string Item, double Score);

/// <summary>How the answers are written: camelCase, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecommendationAnswer))]
sealed partial class RecommenderJson : JsonSerializerContext;
