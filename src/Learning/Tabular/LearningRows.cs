using DistributedML.Compute;

namespace DistributedML.Learning.Tabular;

/// <summary>Checks of what a table holds beside its features, before anything is learned from it.</summary>
static class LearningRows
{
    /// <summary>The total weight of the rows of all ranks.</summary>
    /// <exception cref="DatasetException">There are no rows, or a weight is negative or not finite, or all are 0.</exception>
    public static double TotalWeight(Dataset rows, ICollective gang)
    {
        Span<double> totals = [rows.Rows, 0];
        for (var i = 0; i < rows.Rows; i++)
        {
            var weight = rows.Weight(i);
            if (!(weight >= 0 && float.IsFinite(weight)))
                throw new DatasetException($"row {i}: the weight is {weight}; expected a finite number of at least 0");
            totals[1] += weight;
        }
        gang.AllReduce(totals);
        if (totals[0] == 0) throw new DatasetException("the table has 0 rows; expected at least 1 to learn from");
        return totals[1] > 0 ? totals[1] : throw new DatasetException("the weights of all rows are 0; expected at least one above 0");
    }

    /// <summary>The target, checked.</summary>
    /// <exception cref="DatasetException">There is no target, or a value of it is not finite.</exception>
    public static double[] Target(Dataset rows)
    {
        var target = rows.Target ?? throw new DatasetException(
            "the table has no target of numbers; a regressor needs one: name a numeric column as target");
        for (var i = 0; i < target.Length; i++)
            if (!double.IsFinite(target[i]))
                throw new DatasetException(
                    $"row {i}: the target is {(double.IsNaN(target[i]) ? "missing" : "infinite")}; leave the row out");
        return target;
    }

    /// <summary>The classes, checked, and the weight of each over all ranks.</summary>
    /// <param name="rows">The rows of this rank.</param>
    /// <param name="gang">Where the ranks meet.</param>
    /// <param name="needed">How many classes must have rows of a weight above 0.</param>
    /// <exception cref="DatasetException">There are no classes, fewer than two names, a row has none, or too few have rows.</exception>
    public static (int[] Classes, double[] Weights) Classes(Dataset rows, ICollective gang, int needed = 2)
    {
        var classes = rows.Classes ?? throw new DatasetException(
            "the table has no target of classes; a classifier needs one: name a column of classes as target");
        if (rows.ClassNames.Count < 2)
            throw new DatasetException($"the target has {rows.ClassNames.Count} " +
                $"class{(rows.ClassNames.Count == 1 ? $", '{rows.ClassNames[0]}'" : "es")}; a classifier needs at least 2");
        var weights = new double[rows.ClassNames.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            if ((uint)classes[i] >= (uint)weights.Length)
                throw new DatasetException(
                    $"row {i}: the class has code {classes[i]}; expected 0 to {weights.Length - 1}: leave rows without a class out");
            weights[classes[i]] += rows.Weight(i);
        }
        gang.AllReduce(weights.AsSpan());
        if (weights.Count(weight => weight > 0) < needed)
            throw new DatasetException($"all rows are of class '{rows.ClassNames[Array.FindIndex(weights, weight => weight > 0)]}'; a " +
                $"classifier needs at least {needed} classes");
        return (classes, weights);
    }

    /// <summary>Checks the class and the weight of a row that an online model learns.</summary>
    /// <exception cref="DatasetException">There is no such class, or the weight is below 0 or not finite.</exception>
    public static void CheckLabel(int @class, int classes, double weight)
    {
        if ((uint)@class >= (uint)classes) throw new DatasetException($"the class has code {@class}; expected 0 to {classes - 1}");
        CheckWeight(weight);
    }

    /// <summary>Checks the target and the weight of a row that an online model learns.</summary>
    /// <exception cref="DatasetException">The target is not finite, or the weight is below 0 or not finite.</exception>
    public static void CheckTarget(double target, double weight)
    {
        if (!double.IsFinite(target)) throw new DatasetException($"the target is {target}; expected a finite number");
        CheckWeight(weight);
    }

    /// <summary>Checks a weight.</summary>
    /// <exception cref="DatasetException">The weight is below 0 or not finite.</exception>
    public static void CheckWeight(double weight)
    {
        if (!(weight >= 0 && double.IsFinite(weight)))
            throw new DatasetException($"the weight is {weight}; expected a finite number of at least 0");
    }
}
