using System.Runtime.InteropServices;

namespace DistributedML.Spark.Functions;

/// <summary>Reads and writes the values that have no parts.</summary>
static class Primitives
{
    public static bool Is(Type type) => type.IsEnum || (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint));

    public static void Write(BinaryWriter writer, object value)
    {
        switch (Type.GetTypeCode(value.GetType()))
        {
            case TypeCode.Boolean: writer.Write((bool)value); break;
            case TypeCode.Char: writer.Write((ushort)(char)value); break;
            case TypeCode.SByte: writer.Write((sbyte)value); break;
            case TypeCode.Byte: writer.Write((byte)value); break;
            case TypeCode.Int16: writer.Write((short)value); break;
            case TypeCode.UInt16: writer.Write((ushort)value); break;
            case TypeCode.Int32: writer.Write((int)value); break;
            case TypeCode.UInt32: writer.Write((uint)value); break;
            case TypeCode.Int64: writer.Write((long)value); break;
            case TypeCode.UInt64: writer.Write((ulong)value); break;
            case TypeCode.Single: writer.Write((float)value); break;
            case TypeCode.Double: writer.Write((double)value); break;
            default: throw new NotSupportedException($"{value.GetType()} is no primitive type");
        }
    }

    public static object Read(BinaryReader reader, Type type)
    {
        object value = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => reader.ReadBoolean(),
            TypeCode.Char => (char)reader.ReadUInt16(),
            TypeCode.SByte => reader.ReadSByte(),
            TypeCode.Byte => reader.ReadByte(),
            TypeCode.Int16 => reader.ReadInt16(),
            TypeCode.UInt16 => reader.ReadUInt16(),
            TypeCode.Int32 => reader.ReadInt32(),
            TypeCode.UInt32 => reader.ReadUInt32(),
            TypeCode.Int64 => reader.ReadInt64(),
            TypeCode.UInt64 => reader.ReadUInt64(),
            TypeCode.Single => reader.ReadSingle(),
            TypeCode.Double => reader.ReadDouble(),
            _ => throw new NotSupportedException($"{type} is no primitive type"),
        };
        return type.IsEnum ? Enum.ToObject(type, value) : value;
    }

    /// <summary>The bytes of an array of primitives, as they lie in memory.</summary>
    public static Span<byte> Bytes(Array array) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), Buffer.ByteLength(array));
}
