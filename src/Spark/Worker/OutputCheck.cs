using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Worker;

/// <summary>Compares what a function made with what was declared for it, before Spark reads one as the other.</summary>
static class OutputCheck
{
    /// <exception cref="InvalidOperationException">Columns, types or nulls are not as declared; the message shows both.</exception>
    public static void Check(RecordBatch batch, Schema declared)
    {
        var made = batch.Schema.FieldsList;
        var fits = made.Count == declared.FieldsList.Count;
        for (var i = 0; fits && i < made.Count; i++) fits = Fits(batch.Column(i).Data.DataType, declared.FieldsList[i].DataType);
        if (!fits)
        {
            var types = Enumerable.Range(0, made.Count).Select(i => new Field(made[i].Name, batch.Column(i).Data.DataType, made[i].IsNullable));
            throw new InvalidOperationException($"The function's batch has the columns ({Show(types)}); declared for it were ({Show(declared.FieldsList)})");
        }
        for (var i = 0; i < made.Count; i++) CheckNulls(batch.Column(i), declared.FieldsList[i]);
    }

    public static bool Fits(IArrowType made, IArrowType declared) => (made, declared) switch
    {
        (TimestampType left, TimestampType right) => left.Unit == right.Unit && left.Timezone is null == right.Timezone is null,
        (Decimal128Type left, Decimal128Type right) => left.Precision == right.Precision && left.Scale == right.Scale,
        (DurationType left, DurationType right) => left.Unit == right.Unit,
        (IntervalType left, IntervalType right) => left.Unit == right.Unit,
        (TimeType left, TimeType right) => left.TypeId == right.TypeId && left.Unit == right.Unit,
        (NestedType left, NestedType right) => left.TypeId == right.TypeId && left.Fields.Count == right.Fields.Count && left.Fields.Zip(right.Fields).All(pair => Fits(pair.First.DataType, pair.Second.DataType)),
        _ => made.TypeId == declared.TypeId,
    };

    public static string Show(IArrowType type) => type switch
    {
        TimestampType stamp => $"timestamp({stamp.Unit}{(stamp.Timezone is null ? "" : ", " + stamp.Timezone)})",
        Decimal128Type number => string.Create(CultureInfo.InvariantCulture, $"decimal({number.Precision}, {number.Scale})"),
        NestedType nested => $"{nested.Name}<{Show(nested.Fields)}>",
        _ => type.Name,
    };

    static void CheckNulls(IArrowArray column, Field field)
    {
        if (field.IsNullable || column.NullCount == 0) return;
        var row = 0;
        while (!column.IsNull(row)) row++;
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The function's column '{field.Name}' is null in row {row} of its batch, and was declared not to be"));
    }

    static string Show(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => $"{field.Name} {Show(field.DataType)}"));
}
