using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DistributedML.Spark.Connect.Protocol;

/// <summary>Looks through plans.</summary>
static class PlanParts
{
    /// <summary>A message and all messages within it. Literals, types and functions are given as they are: they are the bulk of some plans.</summary>
    public static IEnumerable<IMessage> All(IMessage message)
    {
        yield return message;
        if (message is Expression.Types.Literal or DataType or PythonUDF) yield break;
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Message || field.IsMap) continue;
            var value = field.Accessor.GetValue(message);
            foreach (IMessage part in field.IsRepeated ? (System.Collections.IList)value : value is null ? [] : new[] { value })
                foreach (var inner in All(part)) yield return inner;
        }
    }
}
