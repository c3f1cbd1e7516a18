using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Csv;

namespace DistributedML.Engines;

/// <summary>Reads CSV files on an executor: what travels there is this record.</summary>
/// <param name="Files">The files' paths.</param>
/// <param name="Names">What the files are called in errors.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Types">The columns' types, by their SQL names.</param>
sealed record CsvPartition(string[] Files, string[] Names, string[] Columns, string[] Types)
{
    /// <summary>Takes batches with the numbers of files in column id, and returns their rows.</summary>
    internal IEnumerable<RecordBatch> Read(IEnumerable<RecordBatch> numbers)
    {
        var loader = new CsvLoader(new Schema([.. Columns.Zip(Types, (name, type) => new Field(name, SparkColumns.ArrowType(type), true))], null));
        foreach (var batch in numbers)
        {
            foreach (var number in batch.Integers("id").ToArray())
                foreach (var rows in loader.Read(new CsvFile(Files[number], Names[number]), (int)number)) yield return rows;
        }
    }
}
