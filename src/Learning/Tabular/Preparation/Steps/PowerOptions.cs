namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Makes numeric features more like a normal distribution by a power of them, whose exponent λ between −5 and 5 maximises the likelihood. A
/// constant or all-missing feature keeps its values (λ 1). Missing stays missing. Weights count as repetition. The likelihood is computed
/// from <see cref="ValueCounts"/>: about 45 times as many powers as there are different values, at most 65,536.
/// </summary>
public sealed record PowerOptions : StepOptions
{
    const double MaxExponent = 5;

    /// <summary>The family. Box-Cox refuses training values of at most 0, and makes later ones missing.</summary>
    public PowerMethod Method { get; init; } = PowerMethod.YeoJohnson;

    /// <summary>Whether the result is scaled to mean 0 and standard deviation 1.</summary>
    public bool Standardise { get; init; } = true;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var counts = ValueCounts.Of(rows, places, training);
        return FittedStep.Replace(rows.Schema, places, i =>
        {
            training.Cancel.ThrowIfCancellationRequested();
            var (feature, values) = (rows.Schema[places[i]], counts[i]);
            if (Method == PowerMethod.BoxCox && values.Count > 0 && values[0].Value <= 0)
                throw new DatasetException($"feature '{feature.Name}' has the value {values[0].Value}; Box-Cox needs more than 0");
            var lambda = values.Count > 1 ? MaximumOf(lambda => LogLikelihood(values, lambda)) : 1;
            var (mean, variance) = values.Count > 0 ? MomentsOf(values, lambda) : (0, 0);
            return [new PowerMap(feature, places[i], Method, lambda, Standardise ? mean : 0, Standardise && variance > 0
                ? 1 / Math.Sqrt(variance) : 1)];
        });
    }

    /// <summary>The log-likelihood of λ, without constants.</summary>
    double LogLikelihood(ValueCounts values, double lambda)
    {
        var (_, variance) = MomentsOf(values, lambda);
        if (!(variance > 0) || !double.IsFinite(variance)) return double.NegativeInfinity;
        var jacobian = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            var (value, weight) = values[i];
            jacobian += weight * (Method == PowerMethod.BoxCox ? Math.Log(value) : Math.CopySign(double.LogP1(Math.Abs(value)), value));
        }
        return (lambda - 1) * jacobian - values.Weight / 2 * Math.Log(variance);
    }

    (double Mean, double Variance) MomentsOf(ValueCounts values, double lambda)
    {
        double weights = 0, mean = 0, squares = 0;      // West's running moments: powers may be large against their spread
        for (var i = 0; i < values.Count; i++)
        {
            var (value, weight) = values[i];
            var step = PowerMap.Of(Method, value, lambda) - mean;
            weights += weight;
            mean += step * weight / weights;
            squares += weight * step * (PowerMap.Of(Method, value, lambda) - mean);
        }
        return (mean, squares / weights);
    }

    /// <summary>The maximum of a function with one, by golden sections; good to 1e-8, or to what rounding leaves.</summary>
    static double MaximumOf(Func<double, double> function)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        double low = -MaxExponent, high = MaxExponent;
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        var (atLeft, atRight) = (function(left), function(right));
        while (high - low > 1e-8)
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - ratio * (high - low);
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + ratio * (high - low);
                atRight = function(right);
            }
        }
        return (low + high) / 2;
    }
}
