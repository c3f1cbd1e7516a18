using System.Reflection;

namespace DistributedML.Spark.Rows;

/// <summary>A property or field of a record or class, as a struct's field.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Member">The property or field.</param>
/// <param name="Type">Its type.</param>
sealed record ShapeMember(string Name, MemberInfo Member, Type Type)
{
    /// <summary>Whether it can be set after construction; an init property can, by an expression.</summary>
    public bool IsSettable => Member is FieldInfo { IsInitOnly: false } or PropertyInfo { SetMethod.IsPublic: true };
}
