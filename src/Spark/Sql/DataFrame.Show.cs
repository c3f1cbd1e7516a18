using Apache.Arrow;
using Apache.Arrow.Ipc;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>Prints the first rows as a table.</summary>
    /// <param name="numRows">How many.</param>
    /// <param name="truncate">The most characters of a value; 0 for all.</param>
    /// <param name="vertical">One line a value instead of one a row.</param>
    public void Show(int numRows = 20, int truncate = 20, bool vertical = false) => Wait(() => ShowAsync(numRows, truncate, vertical));

    /// <inheritdoc cref="Show"/>
    public async Task ShowAsync(int numRows = 20, int truncate = 20, bool vertical = false, CancellationToken cancel = default) =>
        Console.WriteLine(await ShowTextAsync(numRows, truncate, vertical, cancel).ConfigureAwait(false));

    /// <summary>The first rows as the text of a table.</summary>
    /// <param name="numRows">How many.</param>
    /// <param name="truncate">The most characters of a value; 0 for all.</param>
    /// <param name="vertical">One line a value instead of one a row.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<string> ShowTextAsync(int numRows = 20, int truncate = 20, bool vertical = false, CancellationToken cancel = default)
    {
        var shown = SparkSession.NewRelation(relation => relation.ShowString = new ShowString { Input = Relation, NumRows = numRows, Truncate = truncate, Vertical = vertical });
        var text = "";
        await foreach (var response in Session.Client.ExecuteAsync(new Plan { Root = shown }, cancel).ConfigureAwait(false))
        {
            if (response.ArrowBatch is not { RowCount: > 0 } answer) continue;
            using var reader = new ArrowStreamReader(answer.Data.Memory);
            using var batch = reader.ReadNextRecordBatch();
            text = ((StringArray)batch.Column(0)).GetString(0);
        }
        return text;
    }
}
