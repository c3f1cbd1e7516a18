using DistributedML.Models.Reports;

namespace DistributedML.Tests.Models.Reports;

/// <summary>Reports like those of real models.</summary>
static class ReportExamples
{
    const int Features = 12;
    const int Importances = 40;
    const int Houses = 400;

    /// <summary>A binary classifier with its curves, and more importances than the page shows.</summary>
    public static ModelReport Classifier { get; } = new()
    {
        Model = "subscription-churn",
        Kind = "tabular-model",
        Estimator = "gradient boosted trees",
        Facts =
        [
            new("rows learned from", "48,120"), new("rows held back", "12,031"), new("held back by", "hash of customer_id, 20%"), new("training time", "41.3 s"),
            new("target", "churned_within_90_days"), new("share of positive rows", "11.8%"),
        ],
        Notes =
        [
            "The feature average_basket_value_over_the_last_twelve_months_in_local_currency is missing in 31.4% of the rows.",
            "Average precision is compared on 1,420 positive rows: differences below 0.02 may be chance.",
        ],
        Features = [.. Enumerable.Range(0, Features).Select(Summary)],
        Metrics = new(["model", "majority", "logistic regression"],
        [
            new("ROC AUC", [0.87342, 0.5, 0.82117]), new("average precision", [0.61204, 0.11803, 0.5019]), new("log loss", [0.231945, 0.36317, 0.26442]),
            new("accuracy", [0.91873, 0.88197, 0.90117]), new("precision", [0.7412, double.NaN, 0.6903]), new("recall", [0.4802, 0, 0.3711]),
        ]),
        Confusion = new(["stays", "churns"], [[10_372, 239], [738, 682]]),
        Charts =
        [
            new("ROC curve", "false positive rate", "true positive rate", [Curve("model", x => Math.Pow(x, 0.18)), Curve("logistic regression", x => Math.Pow(x, 0.3))])
                { Diagonal = true, UnitSquare = true },
            new("Precision and recall", "recall", "precision", [Curve("model", x => 1 - 0.88 * Math.Pow(x, 2.2)), Curve("logistic regression", x => 1 - 0.88 * Math.Pow(x, 1.4)), Curve("majority", _ => 0.118)])
                { UnitSquare = true },
            new("Calibration", "predicted probability", "observed share", [Curve("model", x => x + 0.08 * Math.Sin(6 * x), 10), Curve("model, bins", x => x + 0.08 * Math.Sin(6 * x), 10) with { Points = true }])
                { Diagonal = true, UnitSquare = true },
        ],
        Importances = [.. Enumerable.Range(0, Importances).Select(index => new FeatureValue(Name(index), 0.21 * Math.Exp(-index / 7.0) * (index % 6 == 4 ? -1 : 1)))],
    };

    /// <summary>A regressor with predicted beside actual values.</summary>
    public static ModelReport Regressor { get; } = new()
    {
        Model = "house-prices",
        Kind = "tabular-model",
        Estimator = "ridge regression",
        Facts = [new("rows learned from", "1,168"), new("rows held back", "292")],
        Metrics = new(["model", "mean", "last version"], [new("root mean squared error", [28_431.7, 79_442.1, 28_902.2]), new("R²", [0.8719, 0, 0.8676])]),
        Charts =
        [
            new("Predicted beside actual", "actual price", "predicted price", [new("house", [.. House(Price)], [.. House(index => Price(index) * 0.87 + 24_000 + 28_000 * Noise(index))]) { Points = true }])
                { Diagonal = true },
            new("Learning curve", "rows", "root mean squared error",
                [new("training", [100, 300, 600, 1168], [19_000, 24_500, 26_100, 27_000]), new("held back", [100, 300, 600, 1168], [46_000, 33_800, 29_900, 28_431.7])]),
        ],
    };

    /// <summary>A classifier of as many classes, with more mistakes between neighbours; the class in the middle has most rows.</summary>
    public static ConfusionTable Classes(int count) => new(
        [.. Enumerable.Range(0, count).Select(index => $"category {index}")],
        [.. Enumerable.Range(0, count).Select(actual => (IReadOnlyList<double>)[.. Enumerable.Range(0, count).Select(predicted => Cell(count, actual, predicted))])]);

    static double Cell(int count, int actual, int predicted) =>
        Math.Floor((1000 - 30.0 * Math.Abs(actual - count / 2)) * Math.Exp(-1.6 * Math.Abs(actual - predicted)));

    static ChartSeries Curve(string name, Func<double, double> y, int steps = 200)
    {
        double[] x = [.. Enumerable.Range(0, steps + 1).Select(step => (double)step / steps)];
        return new(name, x, [.. x.Select(y)]);
    }

    static string Name(int index) => index switch
    {
        0 => "average_basket_value_over_the_last_twelve_months_in_local_currency",
        3 => "days since the customer last opened a ticket at the support desk",
        _ => ((string[])["tenure_months", "country", "plan", "logins_30d", "discount", "payment_method", "age"])[index % 7] + (index < 7 ? "" : $"_{index / 7}"),
    };

    static FeatureSummary Summary(int index) => index % 3 == 1
        ? new(Name(index), "string", 60_151, 13 * index)
        {
            DistinctLevels = 7 + index * index,
            Levels = [new("Germany", 21_033), new("United Kingdom of Great Britain and Northern Ireland", 12_044), new("France", 9_001), new("Spain", 4_711), new("Italy", 3_002), new("Malta", 12)],
        }
        : new(Name(index), "double", 60_151, index == 0 ? 18_887 : 0) { Min = -index, Mean = 48.23177 * (index + 1), Max = 12_345.678 * (index + 1), StandardDeviation = 0.00123456 * (index + 1) };

    static IEnumerable<double> House(Func<int, double> value) => Enumerable.Range(0, Houses).Select(value);

    static double Price(int index) => 60_000 + 900.0 * index + 40_000 * Noise(index + Houses);

    // Between -1 and 1, the same on every machine.
    static double Noise(int index) => (index * 7919 % 1009 / 1009.0 + index * 104_729 % 997 / 997.0) - 1;
}
