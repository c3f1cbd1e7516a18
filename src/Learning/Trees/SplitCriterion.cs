namespace DistributedML.Learning.Trees;

/// <summary>
/// What a split is judged by. The sums of a node are its weight by class, or (Σw, Σw·y). A split's gain is the score of both sides less
/// that of the node; it is what the split takes from weight · impurity.
/// </summary>
abstract class SplitCriterion(int channels)
{
    /// <summary>Sums that a node has.</summary>
    public int Channels => channels;

    public abstract double Weight(ReadOnlySpan<double> sums);

    public abstract double Score(ReadOnlySpan<double> sums);

    public static SplitCriterion Of(Impurity impurity, int classes) =>
        impurity == Impurity.Gini ? new GiniCriterion(classes) : new EntropyCriterion(classes);

    abstract class ClassCriterion(int classes) : SplitCriterion(classes)
    {
        public override double Weight(ReadOnlySpan<double> sums)
        {
            var weight = 0.0;
            foreach (var sum in sums) weight += sum;
            return weight;
        }
    }

    sealed class GiniCriterion(int classes) : ClassCriterion(classes)
    {
        public override double Score(ReadOnlySpan<double> sums)
        {
            double weight = 0, squares = 0;
            foreach (var sum in sums)
            {
                weight += sum;
                squares += sum * sum;
            }
            return squares / weight;
        }
    }

    sealed class EntropyCriterion(int classes) : ClassCriterion(classes)
    {
        public override double Score(ReadOnlySpan<double> sums)
        {
            var (weight, score) = (Weight(sums), 0.0);
            foreach (var sum in sums)
                if (sum > 0) score += sum * Math.Log(sum / weight);
            return score;
        }
    }

    /// <summary>Squared error.</summary>
    public sealed class SquaredError() : SplitCriterion(2)
    {
        public override double Weight(ReadOnlySpan<double> sums) => sums[0];

        public override double Score(ReadOnlySpan<double> sums) => sums[1] * sums[1] / sums[0];
    }
}
