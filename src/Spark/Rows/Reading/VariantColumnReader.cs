using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Reads variants, which come as a struct of two columns of bytes.</summary>
sealed class VariantColumnReader(Apache.Arrow.Types.StructType type) : ColumnReader<Variant>
{
    readonly int _valueAt = type.GetFieldIndex("value", null);
    readonly int _metadataAt = type.GetFieldIndex("metadata", null);
    readonly BinaryReader _value = new();
    readonly BinaryReader _metadata = new();

    protected override void OnBind(IArrowArray column)
    {
        var parts = (StructArray)column;
        _value.Bind(parts.Fields[_valueAt]);
        _metadata.Bind(parts.Fields[_metadataAt]);
    }

    internal override Variant Value(int row) => new(_value.Value(row), _metadata.Value(row));
}
