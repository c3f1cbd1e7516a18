using DistributedML.Pipelines;

namespace DistributedML.Tests.Models.Tables;

/// <summary>What a pipeline file cannot say of a model over rows: each error has its place, what stands there and what was expected.</summary>
public sealed class DefinitionErrorTests
{
    const string Regressor = "kind: regressor\ntarget: power\nestimator: ridge\n", Classifier = "kind: classifier\ntarget: state\nestimator: majority\n";

    [Theory]
    [InlineData("kind: regressor\ntarget: power\nestimator: rigde", "unknown estimator 'rigde'; did you mean 'ridge'?", "estimator: rigde", 11)]
    [InlineData("kind: classifier\ntarget: state\nestimator: ridge", "estimator 'ridge' is a regressor; expected one of majority", "estimator: ridge", 11)]
    [InlineData(Regressor + "features: [{ mean: avg(load) over () }]", "features: 'mean' looks at other rows", "[{", 0)]
    [InlineData(Regressor + "features: [{ most: (select max(1)) }]", "features: 'most' looks at other rows", "[{", 0)]
    [InlineData("kind: regressor\ntarget: power", "m has no 'estimator'", "m:", 0)]
    [InlineData("kind: regressor\nestimator: ridge", "m has no 'target'", "m:", 0)]
    [InlineData("kind: clusterer\nestimator: k-means\ntarget: power", "unknown key 'target' in m", "target: power", 0)]
    [InlineData(Regressor + "options: { l3: 1 }", "unknown key 'l3' in options of ridge; did you mean 'l2'?", "l3", 0)]
    [InlineData(Regressor + "options: { l2: much }", "l2 is 'much'; expected a number", "much", 0)]
    [InlineData(Regressor + "options: { l2: -1 }", "option 'l2' is -1", "-1", 0)]
    [InlineData("kind: clusterer\nestimator: k-means\noptions: { clusters: 0 }", "option 'clusters' is 0", "0 }", 0)]
    [InlineData(Regressor + "prepare: [standardize]", "unknown step 'standardize'; did you mean 'standardise'?", "standardize", 0)]
    [InlineData(Regressor + "prepare: [{ one-hot: { maxdense: 3 } }]", "unknown key 'maxdense' in options of one-hot; did you mean 'maxDense'?", "maxdense", 0)]
    [InlineData(Regressor + "prepare: [{ hash: { width: 0 } }]", "option 'width' is 0", "0 }", 0)]
    [InlineData("kind: regressor\ntarget: powr\nestimator: ridge", "target: table 'readings' has no column 'powr'; did you mean 'power'?", "powr", 0)]
    [InlineData("kind: regressor\ntarget: state\nestimator: ridge", "target: column 'state' is string; expected integer or double", "state", 0)]
    [InlineData("kind: classifier\ntarget: power\nestimator: majority", "target: column 'power' is double; expected string or boolean or integer", "power", 0)]
    [InlineData("kind: classifier\ntarget: installed\nestimator: majority", "target: column 'installed' is date; expected string or boolean or integer", "installed", 0)]
    [InlineData(Regressor + "weight: station", "weight: column 'station' is string; expected integer or double", "station", 0)]
    [InlineData(Regressor + "features: [temprature]", "features: table 'readings' has no column 'temprature'; did you mean 'temperature'?", "[temprature", 0)]
    [InlineData(Regressor + "features: [{ hot: temprature > 3 }]", "features: table 'readings' has no column 'temprature'; did you mean 'temperature'?", "[{ hot", 0)]
    [InlineData(Regressor + "features: [load, power]", "features: 'power' is the target; a model that sees what it is to predict learns nothing else", "[load", 0)]
    [InlineData(Regressor + "features: [{ twice: 2 * POWER }]", "features: 'twice' reads the target 'power'; a model that sees what it is to predict learns nothing else", "[{ twice", 0)]
    [InlineData(Classifier + "features: [{ low: \"case when \\\"state\\\" = 'low' then 1 end\" }]", "features: 'low' reads the target 'state'", "[{ low", 0)]
    [InlineData(Regressor + "features: [load, { load: counts }]", "features: 'load' stands there twice; expected distinct names", "[load", 0)]
    [InlineData(Regressor + "exclude: [humidty]", "exclude: there is no column 'humidty'; did you mean 'humidity'?", "[humidty", 0)]
    [InlineData(Regressor + "features: [load]\nexclude: [load]", "no feature is left; expected at least one column to learn from", "[load", 0)]
    [InlineData(Regressor + "features: [{ load: { type: number, form: x } }]", "unknown key 'form' in load", "form", 0)]
    [InlineData(Regressor + "features: [{ load: { type: numbr } }]", "type is 'numbr'; expected one of number, category, text, date; did you mean 'number'?", "numbr", 0)]
    [InlineData(Regressor + "validate: { by: time }", "validate: by time needs a day; expected from: 2011-09-09 or the model's trainBefore", "{ by", 0)]
    [InlineData(Regressor + "validate: { from: 2025-01-02 }", "validate: from is for by: time; this is by: random", "{ from", 0)]
    [InlineData(Regressor + "validate: { by: group }", "validate: by group needs group: the column whose rows stay together", "{ by", 0)]
    [InlineData(Regressor + "validate: { group: station }", "validate: group is for by: group and by: folds; this is by: random", "{ group", 0)]
    [InlineData(Regressor + "validate: { by: group, group: statoin }", "validate: table 'readings' has no column 'statoin'; did you mean 'station'?", "{ by", 0)]
    [InlineData(Regressor + "validate: { share: 1 }", "option 'share' is 1", "1 }", 0)]
    [InlineData(Regressor + "validate: { by: folds, folds: 1 }", "option 'folds' is 1", "1 }", 0)]
    [InlineData(Regressor + "validate: { by: fold }", "by is 'fold'; expected one of random, time, group, folds; did you mean 'folds'?", "fold }", 0)]
    public void Says_what_is_wrong_and_where(string model, string expected, string at, int further)
    {
        var error = Assert.Throws<PipelineException>(() => Domains.OfSensors(model));
        var text = Text(model);
        var line = Array.FindIndex(text, one => one.Contains(at, StringComparison.Ordinal));
        var place = $"tables.yaml:{line + 1}:{text[line].IndexOf(at, StringComparison.Ordinal) + further + 1}: ";
        Assert.Contains(error.Errors, one => one.StartsWith(place + expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_errors_are_said_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => Domains.OfSensors(
            "kind: regressor\ntarget: powr\nestimator: ridge\noptions: { l2: -1 }\nexclude: [humidty]\nvalidate: { by: time, share: 2 }\nprepare: [{ hash: { width: 0 } }]"));
        Assert.Equal(6, error.Errors.Count);
    }

    // The lines of the file that the errors are of.
    static string[] Text(string model)
    {
        var start = Domains.SensorText.Split('\n').Length;
        return [.. Enumerable.Repeat("", start), "  m:", .. model.Split('\n').Select(line => $"    {line}")];
    }
}
