using System.Text;

namespace DistributedML.Spark.Rows;

/// <summary>Reads texts.</summary>
sealed class StringReader : BytesReader<string>
{
    internal override string Value(int row) => Encoding.UTF8.GetString(Bytes(row));
}

/// <summary>Reads bytes.</summary>
sealed class BinaryReader : BytesReader<byte[]>
{
    internal override byte[] Value(int row) => Bytes(row).ToArray();
}

/// <summary>Reads texts of one UTF-16 unit.</summary>
sealed class CharReader : BytesReader<char>
{
    internal override char Value(int row) => Encoding.UTF8.GetString(Bytes(row)) is [var letter] ? letter : throw Wrong(row, $"'{Encoding.UTF8.GetString(Bytes(row))}' is not one char");
}

/// <summary>Reads texts that are GUIDs.</summary>
sealed class GuidReader : BytesReader<Guid>
{
    internal override Guid Value(int row) => Guid.TryParse(Encoding.UTF8.GetString(Bytes(row)), out var id) ? id : throw Wrong(row, $"'{Encoding.UTF8.GetString(Bytes(row))}' is no Guid");
}

/// <summary>Reads texts that are names of an enum.</summary>
sealed class EnumReader<T> : BytesReader<T> where T : struct, Enum
{
    internal override T Value(int row) => Enum.TryParse<T>(Encoding.UTF8.GetString(Bytes(row)), ignoreCase: true, out var value)
        ? value
        : throw Wrong(row, $"'{Encoding.UTF8.GetString(Bytes(row))}' is no {typeof(T).Name}");
}
