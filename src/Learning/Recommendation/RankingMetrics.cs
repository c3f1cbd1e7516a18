namespace DistributedML.Learning.Recommendation;

/// <summary>Quality of the best n of rankings; means over the users.</summary>
/// <param name="At">n.</param>
/// <param name="Users">How many users were evaluated: those with something relevant.</param>
/// <param name="Ndcg">Normalised discounted cumulative gain.</param>
/// <param name="HitRate">Share of users with at least one relevant item among the n.</param>
/// <param name="Recall">Share of the relevant items that are among the n.</param>
/// <param name="Precision">Share of the n that are relevant.</param>
/// <param name="MeanAveragePrecision">Mean average precision, over min(n, relevant).</param>
public readonly record struct RankingMetrics(int At, int Users, double Ndcg, double HitRate, double Recall, double Precision, double MeanAveragePrecision);
