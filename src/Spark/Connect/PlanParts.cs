using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DistributedML.Spark.Connect.Protocol;

/// <summary>Looks through plans.</summary>
static class PlanParts
{
    /// <summary>
    /// A message and all messages within it, in no order. Literals, types and functions are given as they are: they are the bulk of some
    /// plans.
    /// </summary>
    public static IEnumerable<IMessage> All(IMessage message)
    {
        var left = new Stack<IMessage>([message]);   // a plan may be too deep for recursion
        while (left.TryPop(out var next))
        {
            yield return next;
            if (next is Expression.Types.Literal or DataType or PythonUDF) continue;
            foreach (var field in next.Descriptor.Fields.InFieldNumberOrder())
            {
                if (field.FieldType != FieldType.Message || field.IsMap) continue;
                var value = field.Accessor.GetValue(next);
                if (value is IMessage part) left.Push(part);
                else if (value is IList parts)
                    foreach (IMessage one in parts) left.Push(one);
            }
        }
    }
}
