using DistributedML.Jobs.Cli;

namespace DistributedML.Tests.Jobs.Cli;

public class FiguresTests
{
    [Fact]
    public void Dotted_names_nest_and_what_is_no_number_is_null()
    {
        var figures = new Figures();
        figures.Set("etl.rowsIn", 3L);
        figures.Set("etl.seconds", 0.5);
        figures.Set("anomaly.recall", double.NaN);
        figures.Set("totalSeconds", 1.25);
        Assert.Equal("""{"etl":{"rowsIn":3,"seconds":0.5},"anomaly":{"recall":null},"totalSeconds":1.25}""", figures.ToJson().ToJsonString());
    }
}
