using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

/// <summary>The example of docs/algorithms/preparation.md, as it stands there.</summary>
public class PreparationDocumentationTests
{
    [Fact]
    public void The_pages_example_gives_the_pages_answer()
    {
        var schema = new FeatureSchema(
        [
            new("price", FeatureType.Numeric),
            new("country", FeatureType.Categorical) { Levels = ["France", "Germany", "Norway"] },
        ]);
        float[] price = [1, float.NaN, 3, 5];
        int[] country = [0, 0, 1, -1];
        var rows = new Dataset(schema, 4, [price, country]);

        Step[] steps =
        [
            Step.Of(new ImputeOptions { Indicator = true }),
            Step.Of(new StandardiseOptions { Columns = ["price"] }),
            Step.Of(new OneHotOptions()),
        ];
        var (chain, prepared) = new ChainTrainer(steps).Fit(rows, Training.Alone);
        Assert.Equal(["price", "country=France", "country=Germany", "price missing"], chain.Outputs.Features.Select(feature => feature.Name));
        Assert.Equal([-1.4142135f, 0, 0, 1.4142135f], prepared.Numeric(0));

        var (row, output) = (new FeatureRow(chain.Inputs), new FeatureRow(chain.Outputs));
        (row.Numbers[0], row.Codes[0]) = (5, 2);
        chain.Apply(row, output);
        Assert.Equal([1.4142135f, 0, 0, 0], output.Numbers);
    }
}
