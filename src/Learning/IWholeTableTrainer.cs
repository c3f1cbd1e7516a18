namespace DistributedML.Learning;

/// <summary>
/// A trainer that must see all rows: every rank is given the same whole table, and the gang splits the arithmetic only. Memory for the rows is that of
/// the whole table on each machine; ranks of one process share one table. A share of the rows is refused.
/// </summary>
/// <typeparam name="TRows">The rows, all of them on every rank.</typeparam>
/// <typeparam name="TModel">The immutable model.</typeparam>
public interface IWholeTableTrainer<in TRows, out TModel> : ITrainer<TRows, TModel>;
