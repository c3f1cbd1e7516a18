using Apache.Arrow;
using Microsoft.Data.Analysis;
using Microsoft.Spark.Sql.Types;
using FxDataFrame = Microsoft.Data.Analysis.DataFrame;

namespace DistributedML.Spark.Functions;

/// <summary>Hands columns to vector functions in the types that they take, and finds the types of their results.</summary>
static class Vectors
{
    static readonly Dictionary<Type, DataType> Types = new()
    {
        [typeof(BooleanArray)] = new BooleanType(),
        [typeof(Int8Array)] = new ByteType(),
        [typeof(Int16Array)] = new ShortType(),
        [typeof(Int32Array)] = new IntegerType(),
        [typeof(Int64Array)] = new LongType(),
        [typeof(FloatArray)] = new FloatType(),
        [typeof(DoubleArray)] = new DoubleType(),
        [typeof(StringArray)] = new StringType(),
        [typeof(BinaryArray)] = new BinaryType(),
        [typeof(Date32Array)] = new DateType(),
        [typeof(TimestampArray)] = new TimestampType(),
        [typeof(PrimitiveDataFrameColumn<bool>)] = new BooleanType(),
        [typeof(PrimitiveDataFrameColumn<sbyte>)] = new ByteType(),
        [typeof(PrimitiveDataFrameColumn<short>)] = new ShortType(),
        [typeof(PrimitiveDataFrameColumn<int>)] = new IntegerType(),
        [typeof(PrimitiveDataFrameColumn<long>)] = new LongType(),
        [typeof(PrimitiveDataFrameColumn<float>)] = new FloatType(),
        [typeof(PrimitiveDataFrameColumn<double>)] = new DoubleType(),
        [typeof(ArrowStringDataFrameColumn)] = new StringType(),
        [typeof(StringDataFrameColumn)] = new StringType(),
    };

    /// <summary>The Spark type of a column of this C# type.</summary>
    /// <exception cref="ArgumentException">The C# type does not say it, as of decimals or lists.</exception>
    public static DataType TypeOf(Type column)
    {
        for (var type = column; type is not null; type = type.BaseType)
            if (Types.TryGetValue(type, out var found)) return found;
        throw new ArgumentException($"A function that returns {column.Name} needs its type said: it can be one of {string.Join(", ", Types.Keys.Select(type => type.Name).Distinct())}, or give the DataType");
    }

    /// <summary>An argument as the Arrow array that the function takes.</summary>
    public static T Arrow<T>(this ColumnArguments arguments, int index) where T : IArrowArray =>
        arguments.Columns[index] is T typed ? typed
            : throw new InvalidCastException($"Argument {index + 1} of the function is a {arguments.Columns[index].GetType().Name}, and it takes a {typeof(T).Name}");

    /// <summary>An argument as the column of Microsoft.Data.Analysis that the function takes.</summary>
    public static T Fx<T>(this ColumnArguments arguments, int index) where T : DataFrameColumn
    {
        var column = arguments.Columns[index];
        var schema = new Schema([new Field("argument", column.Data.DataType, nullable: true)], null);
        var made = FxDataFrame.FromArrowRecordBatch(new RecordBatch(schema, [column], column.Length)).Columns[0];
        return made is T typed ? typed : throw new InvalidCastException($"Argument {index + 1} of the function is a {made.GetType().Name}, and it takes a {typeof(T).Name}");
    }

    /// <summary>A column of Microsoft.Data.Analysis as an Arrow array.</summary>
    public static IArrowArray ToArrow(DataFrameColumn column)
    {
        if (column is null) throw new InvalidOperationException("The function returned null instead of a column");
        if (column.Length == 0) throw new InvalidOperationException("The function returned a column of no rows");
        return Batches.Concatenate([.. new FxDataFrame(column).ToArrowRecordBatches()]).Column(0);
    }
}
