using Apache.Arrow;
using Microsoft.Spark.Sql.Types;
using FxDataFrame = Microsoft.Data.Analysis.DataFrame;

namespace DistributedML.Spark.Functions;

/// <summary>A function over a whole group, as a DataFrame of Microsoft.Data.Analysis.</summary>
sealed class FxGroupFunction(Func<FxDataFrame, FxDataFrame> function, StructType output) : IGroupFunction
{
    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(GroupBatches group, GroupBatches? other, CancellationToken cancel)
    {
        var made = function(FxDataFrame.FromArrowRecordBatch(group.Whole())) ?? throw new InvalidOperationException("The function returned null instead of a DataFrame");
        return made.Rows.Count == 0 ? [] : made.ToArrowRecordBatches();
    }
}
