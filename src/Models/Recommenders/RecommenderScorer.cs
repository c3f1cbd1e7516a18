using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Models.Recommenders;

/// <summary>The best items for each user, as of the end of training. Input: a text column <c>user</c>; users who are not known get no rows.</summary>
/// <param name="File">The artifact of a <see cref="TrainedRecommender"/>.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Top">Items for each user; at least 1.</param>
public sealed record RecommenderScorer(string File, string Hash, int Top) : ModelScorer(File, Hash)
{
    /// <inheritdoc/>
    public override Schema Output => new(
        [new Field("user", StringType.Default, false), new Field("rank", Int32Type.Default, false), new Field("item", StringType.Default, false), new Field("score", DoubleType.Default, false)], null);

    /// <inheritdoc/>
    public override IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> inputs)
    {
        var trained = Model(new RecommenderKind(), TrainedRecommender.Read);
        var writer = new ArrowTableWriter(Output);
        foreach (var batch in inputs)
        {
            var users = batch.Texts("user");
            for (var row = 0; row < batch.Length; row++)
            {
                if (Best(trained, users.Text(row), Top) is not { } best) continue;
                for (var rank = 0; rank < best.Length; rank++)
                {
                    writer.SetText(0, users.GetBytes(row));
                    writer.SetShortInteger(1, rank + 1);
                    writer.SetText(2, Encoding.UTF8.GetBytes(best[rank].Item));
                    writer.SetDouble(3, best[rank].Score);
                    writer.EndRow();
                }
            }
            if (writer.Rows > 0) yield return writer.TakeBatch();
        }
    }

    /// <summary>A user's best items; null for a user who is not known.</summary>
    internal static Recommendation[]? Best(TrainedRecommender trained, string? user, int top) =>
        user is not null && trained.Histories.TryGetValue(user, out var history) ? trained.Model.Recommend(history, top) : null;
}
