using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>
/// How unusual each row's amount is for its key, against what was learned in training. Input: columns <c>id</c> and <c>key</c> (text), <c>time</c> (timestamp) and <c>amount</c>
/// (double; NaN where an event has none, which is then not judged), without nulls.
/// </summary>
/// <param name="File">The artifact of a <see cref="TrainedDetector"/>.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AnomalyDetectorScorer(string File, string Hash) : ModelScorer(File, Hash)
{
    /// <inheritdoc/>
    public override Schema Output => new(
    [
        new Field("id", StringType.Default, false), new Field("known", BooleanType.Default, false), new Field("anomalous", BooleanType.Default, false),
        new Field("score", DoubleType.Default, false), new Field("probability", DoubleType.Default, false), new Field("evidence", StringType.Default, false),
    ], null);

    /// <inheritdoc/>
    public override IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> inputs)
    {
        var trained = Model(new AnomalyDetectorKind(), TrainedDetector.Read);
        var writer = new ArrowTableWriter(Output);
        foreach (var batch in inputs)
        {
            var (ids, keys) = (batch.Texts("id"), batch.Texts("key"));
            for (var row = 0; row < batch.Length; row++)
            {
                var (detector, time, amount) = (trained.Of(keys.Text(row)!), EpochTime.Time(batch.Timestamps("time")[row]), batch.Doubles("amount")[row]);
                var score = double.IsNaN(amount) ? detector.Score(time) : detector.Score(time, amount);
                writer.SetText(0, ids.GetBytes(row));
                writer.SetBoolean(1, score.Known);
                writer.SetBoolean(2, score.Anomalous);
                writer.SetDouble(3, score.Score);
                writer.SetDouble(4, score.Probability);
                writer.SetText(5, Encoding.UTF8.GetBytes(score.Evidence));
                writer.EndRow();
            }
            if (writer.Rows > 0) yield return writer.TakeBatch();
        }
    }
}
