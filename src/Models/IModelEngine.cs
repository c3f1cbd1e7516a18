using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Learning;

namespace DistributedML.Models;

/// <summary>What a model needs of the engine that it trains on.</summary>
public interface IModelEngine
{
    /// <summary>How many ranks a training has.</summary>
    int Ranks { get; }

    /// <summary>Whether the engine's SQL is that of the embedded DuckDB.</summary>
    bool IsDuckDb => false;

    /// <summary>Runs one query; its rows come as they are found, in batches.</summary>
    IAsyncEnumerable<RecordBatch> QueryAsync(string sql, CancellationToken cancel = default);

    /// <summary>
    /// Runs a trainer on every rank, each on the rows that its reader took of the query's, and returns the model, which is the same on all. Rows are read
    /// where the ranks are.
    /// </summary>
    /// <param name="sql">The query. Its order reaches every reader.</param>
    /// <param name="reader">Makes a rank's rows.</param>
    /// <param name="trainer">The algorithm.</param>
    /// <param name="progress">Receives the progress of rank 0.</param>
    /// <param name="cancel">Ends the training.</param>
    Task<TModel> TrainAsync<TRows, TModel>(
        string sql, IRowReader<TRows> reader, ITrainer<TRows, TModel> trainer, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default);
}

/// <summary>Makes a rank's rows of a query's.</summary>
/// <typeparam name="TRows">What the trainer learns from.</typeparam>
public interface IRowReader<out TRows>
{
    /// <summary>
    /// Whether every rank needs all rows. Ranks of one process then share what one reader has read, which nobody may change.
    /// </summary>
    bool IsWhole => false;

    /// <summary>Reads the query's batches, all of them, and keeps the rows that are this rank's.</summary>
    /// <param name="batches">All batches of the query, in its order.</param>
    /// <param name="gang">The ranks. They may meet when the last batch is read, not before.</param>
    TRows Read(IEnumerable<RecordBatch> batches, ICollective gang);
}
