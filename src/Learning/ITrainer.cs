namespace DistributedML.Learning;

/// <summary>
/// An algorithm of many passes: one program that every rank runs on its share of the rows. One rank is the plain single-machine algorithm.
/// Every rank ends with the same model.
/// </summary>
/// <typeparam name="TRows">The local rows.</typeparam>
/// <typeparam name="TModel">The immutable model.</typeparam>
public interface ITrainer<in TRows, out TModel>
{
    /// <summary>Trains on this rank's rows.</summary>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    TModel Train(TRows rows, Training training);
}
