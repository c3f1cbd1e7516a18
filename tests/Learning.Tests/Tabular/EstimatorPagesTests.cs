using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using DistributedML.Learning.Estimation;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>The pages in docs/algorithms say of every estimator what its options are, as the code has them.</summary>
public class EstimatorPagesTests
{
    public static TheoryData<string> Names => [.. Estimators.All.Select(estimator => estimator.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_page_names_the_estimator_and_all_its_options(string name)
    {
        var page = Pages().FirstOrDefault(text => text.Contains($"`{name}`", StringComparison.Ordinal));
        Assert.NotNull(page);
        var options = Estimators.Find(name)!.DefaultOptions();
        foreach (var property in options.GetType().GetProperties())
        {
            var option = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var value = Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture)!;
            if (property.PropertyType.IsEnum) Assert.Contains($"`{option}`: `{value}` (default)", page);
            else
            {
                var allowed = property.GetCustomAttribute<RangeAttribute>() is { } range ? OptionBounds.Expected(range) : "";
                var row = $"| `{option}` | {(property.PropertyType == typeof(bool) ? value.ToLowerInvariant() : value)} | " +
                    $"{allowed}{(allowed.Length > 0 ? " " : "")}|";
                Assert.Contains(row, page);
            }
        }
    }

    static IEnumerable<string> Pages() => Directory.EnumerateFiles(OptionTable.Folder, "*.md").Order().Select(File.ReadAllText);
}
