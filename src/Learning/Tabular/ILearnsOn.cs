namespace DistributedML.Learning.Tabular;

/// <summary>
/// A trained model that can learn on from labelled rows: it carries the summary it was made of. What was learned in a batch and what is
/// learned after it together equal a batch of all rows.
/// </summary>
public interface ILearnsOn
{
    /// <summary>An online model that starts from this one; this one stays as it is.</summary>
    IOnlineModel LearnOn();
}
