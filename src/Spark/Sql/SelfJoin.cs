using DistributedML.Spark.Connect.Protocol;
using Attribute = DistributedML.Spark.Connect.Protocol.Expression.Types.UnresolvedAttribute;
using Call = DistributedML.Spark.Connect.Protocol.Expression.Types.UnresolvedFunction;

namespace Microsoft.Spark.Sql;

/// <summary>
/// The sides of a join that have a DataFrame in common, whose columns a condition cannot tell apart. Each side gets an id of its own; as in
/// Spark's classic API, a column
/// that is compared with itself for equality is then the left side's on the left and the right side's on the right.
/// </summary>
sealed class SelfJoin
{
    readonly HashSet<long> _common;
    readonly Relation _left;
    readonly Relation _right;

    public SelfJoin(Relation left, Relation right, params ReadOnlySpan<Column?> columns)
    {
        (Left, Right) = (_left, _right) = (left, right);
        var named = new HashSet<long>();
        foreach (var column in columns)
        {
            if (column is not null) named.UnionWith(Attributes(column.Expression).Select(attribute => attribute.PlanId));
        }
        _common = named.Count == 0 ? [] : [.. named.Intersect(Ids(left)).Intersect(Ids(right))];
        if (_common.Count > 0) (Left, Right) = (Marked(left), Marked(right));
    }

    public Relation Left { get; }

    public Relation Right { get; }

    /// <summary>A condition over both sides.</summary>
    public Expression? Condition(Column? condition)
    {
        if (condition is null || _common.Count == 0) return condition?.Expression;
        var read = condition.Expression.Clone();
        foreach (var call in PlanParts.All(read).OfType<Call>().Where(call => call.FunctionName is "=" or "<=>"))
        {
            if (call.Arguments is [{ UnresolvedAttribute: { HasPlanId: true } one }, { UnresolvedAttribute: { HasPlanId: true } other }]) Tell(one, other);
        }
        return read;
    }

    /// <summary>A column of one side.</summary>
    public Expression Of(Relation side, Column column)
    {
        if (_common.Count == 0) return column.Expression;
        var read = column.Expression.Clone();
        foreach (var attribute in Attributes(read).Where(attribute => _common.Contains(attribute.PlanId))) attribute.PlanId = side.Common.PlanId;
        return read;
    }

    // The same column of one table on both sides, or of two tables of which one has the rows of the other.
    void Tell(Attribute one, Attribute other)
    {
        if (!Name(one).Equals(Name(other), StringComparison.OrdinalIgnoreCase)) return;
        if (one.PlanId == other.PlanId || (Passes(_left, one.PlanId) && Passes(_right, other.PlanId))) Bind(one, other);
        else if (Passes(_left, other.PlanId) && Passes(_right, one.PlanId)) Bind(other, one);
    }

    void Bind(Attribute left, Attribute right)
    {
        var (isLeftCommon, isRightCommon) = (_common.Contains(left.PlanId), _common.Contains(right.PlanId));
        if (isLeftCommon) left.PlanId = Left.Common.PlanId;
        if (isRightCommon) right.PlanId = Right.Common.PlanId;
    }

    // Whether a side has the columns of a table as they are.
    static bool Passes(Relation? side, long id)
    {
        for (; side is not null; side = Rows(side))
        {
            if (side.Common?.PlanId == id) return true;
        }
        return false;
    }

    // The table whose rows a relation chooses or orders.
    static Relation? Rows(Relation relation) => relation.RelTypeCase switch
    {
        Relation.RelTypeOneofCase.Filter => relation.Filter.Input,
        Relation.RelTypeOneofCase.Sort => relation.Sort.Input,
        Relation.RelTypeOneofCase.Limit => relation.Limit.Input,
        Relation.RelTypeOneofCase.Offset => relation.Offset.Input,
        Relation.RelTypeOneofCase.Sample => relation.Sample.Input,
        Relation.RelTypeOneofCase.Deduplicate => relation.Deduplicate.Input,
        Relation.RelTypeOneofCase.Repartition => relation.Repartition.Input,
        Relation.RelTypeOneofCase.RepartitionByExpression => relation.RepartitionByExpression.Input,
        Relation.RelTypeOneofCase.SubqueryAlias => relation.SubqueryAlias.Input,
        Relation.RelTypeOneofCase.Hint => relation.Hint.Input,
        _ => null,
    };

    static string Name(Attribute attribute) => attribute.UnparsedIdentifier.Replace("`", "");

    static IEnumerable<Attribute> Attributes(Expression expression) => PlanParts.All(expression).OfType<Attribute>().Where(attribute => attribute.HasPlanId);

    static IEnumerable<long> Ids(Relation relation) => PlanParts.All(relation).OfType<RelationCommon>().Select(common => common.PlanId);

    // The same rows under another id: Spark drops a filter that is always true.
    static Relation Marked(Relation side) =>
        SparkSession.NewRelation(relation => relation.Filter = new() { Input = side, Condition = new() { Literal = new() { Boolean = true } } });
}
