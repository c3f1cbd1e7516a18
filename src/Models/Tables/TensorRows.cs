using System.Text.Json;
using DistributedML.Models.Inference;
using DistributedML.Numerics;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>The rows of an inference request.</summary>
sealed class TensorRows : IRows
{
    readonly object?[][] _columns;

    /// <summary>Reads the tensors.</summary>
    /// <exception cref="FormatException">A tensor is missing, has another shape than its data or than the others, or elements of another type.</exception>
    public TensorRows(IReadOnlyList<InferenceTensor> tensors, IReadOnlyList<ColumnDefinition> columns)
    {
        if (tensors is [{ Shape: [var rows, var width] } matrix] && columns.All(column => column.Name != matrix.Name))
        {
            if (width != columns.Count) throw new FormatException($"input '{matrix.Name}' has {width} columns; expected {columns.Count}: {string.Join(", ", columns.Select(column => column.Name))}");
            var elements = Elements(matrix, (Int128)rows * width);
            _columns = [.. columns.Select((column, i) => Enumerable.Range(0, (int)rows).Select(row => Read(elements[row * columns.Count + i], column)).ToArray())];
            Count = (int)rows;
            return;
        }
        if (tensors.GroupBy(tensor => tensor.Name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new FormatException($"input '{twice.Key}' stands there twice");
        foreach (var tensor in tensors)
            if (columns.All(column => column.Name != tensor.Name))
                throw new FormatException($"the model has no input '{tensor.Name}'{NearName.Hint(tensor.Name, columns.Select(column => column.Name))}");
        foreach (var column in columns)
            if (tensors.All(tensor => tensor.Name != column.Name)) throw new FormatException($"input '{column.Name}' is missing; null elements stand for missing values");
        _columns = [.. columns.Select(column => Column(tensors.First(tensor => tensor.Name == column.Name), column))];
        Count = _columns.Length == 0 ? 0 : _columns[0].Length;
        for (var i = 1; i < _columns.Length; i++)
            if (_columns[i].Length != Count) throw new FormatException($"input '{columns[i].Name}' has {_columns[i].Length} rows; '{columns[0].Name}' has {Count}");
    }

    public int Count { get; }

    public object? Value(int column, int row) => _columns[column][row];

    /// <summary>The type of a tensor that holds a column.</summary>
    public static string Datatype(ColumnType type) => type switch
    {
        ColumnType.Integer => "INT64",
        ColumnType.Double => "FP64",
        ColumnType.Boolean => "BOOL",
        _ => "BYTES",
    };

    static object?[] Column(InferenceTensor tensor, ColumnDefinition column)
    {
        if (tensor.Shape is not ([_] or [_, 1])) throw new FormatException($"input '{tensor.Name}' has shape [{string.Join(", ", tensor.Shape)}]; expected [rows] or [rows, 1]");
        return [.. Elements(tensor, tensor.Shape[0]).Select(element => Read(element, column))];
    }

    static object? Read(JsonElement element, ColumnDefinition column) =>
        column.Type == ColumnType.Integer && element.ValueKind == JsonValueKind.Number && !element.TryGetInt64(out _) && element.GetDouble() is var number && Math.Abs(number) < 1L << 53 && number == Math.Floor(number)
            ? (long)number : JsonRow.Read(element, column);

    static List<JsonElement> Elements(InferenceTensor tensor, Int128 count)
    {
        var elements = new List<JsonElement>();
        Flatten(tensor.Data, elements);
        return elements.Count == count ? elements
            : throw new FormatException($"input '{tensor.Name}' has {elements.Count} elements; its shape [{string.Join(", ", tensor.Shape)}] needs {count}");
    }

    static void Flatten(JsonElement data, List<JsonElement> into)
    {
        if (data.ValueKind != JsonValueKind.Array) into.Add(data);
        else foreach (var element in data.EnumerateArray()) Flatten(element, into);
    }
}
