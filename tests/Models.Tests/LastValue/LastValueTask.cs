using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Tests.Models.LastValue;

sealed class LastValueTask(Pipeline pipeline, LastValueDefinition definition, IModelEngine engine) : ModelTask(pipeline, definition, engine)
{
    public override Headline Headline => new("keys", HigherIsBetter: true);

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (key, value) = (RuleSql.Name(definition.Key), RuleSql.Name(definition.Value));
        var sql = $"select {key} as key, {value}::double as value {Rows("<", definition.TrainBefore)} and {key} is not null order by {RuleSql.Name(Table.Time)}";
        return await Engine.TrainAsync(sql, new Reader(), new Trainer(), progress, cancel);
    }

    public override Task<Evaluation> Evaluate(IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var keys = ((LastValues)trained).Values.Count;
        return Task.FromResult(new Evaluation(new Dictionary<string, double> { ["keys"] = keys }, $"{keys} keys", []));
    }

    sealed class Reader : IRowReader<LastValues>
    {
        public bool IsWhole => true;

        public LastValues Read(IEnumerable<RecordBatch> batches, ICollective gang)
        {
            var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var batch in batches)
            {
                for (var row = 0; row < batch.Length; row++) values[batch.Texts("key").Text(row)!] = batch.Doubles("value")[row];
            }
            return new(values);
        }
    }

    sealed class Trainer : ITrainer<LastValues, LastValues>
    {
        public LastValues Train(LastValues rows, Training training) => rows;
    }
}
