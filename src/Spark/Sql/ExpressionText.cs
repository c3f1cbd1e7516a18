using System.Globalization;
using DistributedML.Spark.Connect.Protocol;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Spark.Connect.Protocol.Expression;
using static DistributedML.Spark.Connect.Protocol.Expression.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.SortOrder.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Writes an expression as people read it, close to SQL; for messages only, it is not parsed again.</summary>
static class ExpressionText
{
    static readonly HashSet<string> Operators = ["=", "<", ">", "<=", ">=", "<=>", "+", "-", "*", "/", "%", "and", "or", "|", "&", "^", "like", "rlike", "ilike"];

    public static string Of(Expression expression) => expression.ExprTypeCase switch
    {
        ExprTypeOneofCase.Literal => Of(expression.Literal),
        ExprTypeOneofCase.UnresolvedAttribute => expression.UnresolvedAttribute.UnparsedIdentifier,
        ExprTypeOneofCase.UnresolvedFunction => Of(expression.UnresolvedFunction),
        ExprTypeOneofCase.ExpressionString => expression.ExpressionString.Expression,
        ExprTypeOneofCase.UnresolvedStar => expression.UnresolvedStar.HasUnparsedTarget ? expression.UnresolvedStar.UnparsedTarget : "*",
        ExprTypeOneofCase.UnresolvedRegex => expression.UnresolvedRegex.ColName,
        ExprTypeOneofCase.Alias => $"{Of(expression.Alias.Expr)} AS {string.Join(", ", expression.Alias.Name)}",
        ExprTypeOneofCase.Cast => Of(expression.Cast),
        ExprTypeOneofCase.SortOrder => Of(expression.SortOrder),
        ExprTypeOneofCase.LambdaFunction => Of(expression.LambdaFunction),
        ExprTypeOneofCase.UnresolvedNamedLambdaVariable => string.Join('.', expression.UnresolvedNamedLambdaVariable.NameParts),
        ExprTypeOneofCase.Window => Of(expression.Window),
        ExprTypeOneofCase.UnresolvedExtractValue => $"{Of(expression.UnresolvedExtractValue.Child)}[{Of(expression.UnresolvedExtractValue.Extraction)}]",
        ExprTypeOneofCase.UpdateFields => Of(expression.UpdateFields),
        ExprTypeOneofCase.CommonInlineUserDefinedFunction => Call(expression.CommonInlineUserDefinedFunction.FunctionName, expression.CommonInlineUserDefinedFunction.Arguments),
        ExprTypeOneofCase.CallFunction => Call(expression.CallFunction.FunctionName, expression.CallFunction.Arguments),
        ExprTypeOneofCase.NamedArgumentExpression => $"{expression.NamedArgumentExpression.Key} => {Of(expression.NamedArgumentExpression.Value)}",
        ExprTypeOneofCase.SubqueryExpression => $"{expression.SubqueryExpression.SubqueryType.ToString().ToLowerInvariant()}(subquery)",
        _ => expression.ToString(),
    };

    static string Of(Literal literal) => literal.LiteralTypeCase switch
    {
        Literal.LiteralTypeOneofCase.Null => "NULL",
        Literal.LiteralTypeOneofCase.String => literal.String,
        Literal.LiteralTypeOneofCase.Boolean => literal.Boolean ? "true" : "false",
        Literal.LiteralTypeOneofCase.Byte => literal.Byte.ToString(CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.Short => literal.Short.ToString(CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.Integer => literal.Integer.ToString(CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.Long => literal.Long.ToString(CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.Float => literal.Float.ToString(CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.Double => literal.Double.ToString(CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.Decimal => literal.Decimal.Value,
        Literal.LiteralTypeOneofCase.Date => $"DATE '{Epoch.Day(literal.Date):yyyy-MM-dd}'",
        Literal.LiteralTypeOneofCase.Timestamp => $"TIMESTAMP '{DateTime.UnixEpoch.AddMicroseconds(literal.Timestamp):yyyy-MM-dd HH:mm:ss.FFFFFF}Z'",
        Literal.LiteralTypeOneofCase.TimestampNtz => $"TIMESTAMP_NTZ '{DateTime.UnixEpoch.AddMicroseconds(literal.TimestampNtz):yyyy-MM-dd HH:mm:ss.FFFFFF}'",
        Literal.LiteralTypeOneofCase.Binary => $"X'{Convert.ToHexString(literal.Binary.Span)}'",
        Literal.LiteralTypeOneofCase.Array => $"array({string.Join(", ", literal.Array.Elements.Select(Of))})",
        Literal.LiteralTypeOneofCase.Map => $"map({string.Join(", ", literal.Map.Keys.Zip(literal.Map.Values, (key, value) => $"{Of(key)}, {Of(value)}"))})",
        Literal.LiteralTypeOneofCase.Struct => $"struct({string.Join(", ", literal.Struct.Elements.Select(Of))})",
        _ => literal.ToString(),
    };

    static string Of(UnresolvedFunction function) => function.FunctionName switch
    {
        "negative" or "!" or "~" => $"({(function.FunctionName == "negative" ? "-" : function.FunctionName)}{Of(function.Arguments[0])})",
        "isnull" => $"({Of(function.Arguments[0])} IS NULL)",
        "isnotnull" => $"({Of(function.Arguments[0])} IS NOT NULL)",
        "in" => $"({Of(function.Arguments[0])} IN ({string.Join(", ", function.Arguments.Skip(1).Select(Of))}))",
        "when" => Cases(function.Arguments),
        { } name when Operators.Contains(name) && function.Arguments.Count == 2 => $"({Of(function.Arguments[0])} {name.ToUpperInvariant()} {Of(function.Arguments[1])})",
        _ => Call(function.FunctionName, function.Arguments, function.IsDistinct ? "DISTINCT " : ""),
    };

    static string Call(string name, IEnumerable<Expression> arguments, string prefix = "") => $"{name}({prefix}{string.Join(", ", arguments.Select(Of))})";

    static string Cases(IReadOnlyList<Expression> arguments)
    {
        var branches = arguments.Chunk(2).Select(branch => branch.Length == 2 ? $"WHEN {Of(branch[0])} THEN {Of(branch[1])}" : $"ELSE {Of(branch[0])}");
        return $"CASE {string.Join(' ', branches)} END";
    }

    static string Of(Cast cast)
    {
        var name = cast.EvalMode == Cast.Types.EvalMode.Try ? "TRY_CAST" : "CAST";
        return $"{name}({Of(cast.Expr)} AS {(cast.HasTypeStr ? cast.TypeStr : DataTypes.FromProto(cast.Type).Sql)})";
    }

    static string Of(SortOrder order) =>
        $"{Of(order.Child)} {(order.Direction == SortDirection.Descending ? "DESC" : "ASC")} NULLS {(order.NullOrdering == NullOrdering.SortNullsFirst ? "FIRST" : "LAST")}";

    static string Of(LambdaFunction lambda) =>
        $"lambda({string.Join(", ", lambda.Arguments.Select(argument => string.Join('.', argument.NameParts)))} -> {Of(lambda.Function)})";

    static string Of(Window window)
    {
        var parts = new List<string>();
        if (window.PartitionSpec.Count > 0) parts.Add($"PARTITION BY {string.Join(", ", window.PartitionSpec.Select(Of))}");
        if (window.OrderSpec.Count > 0) parts.Add($"ORDER BY {string.Join(", ", window.OrderSpec.Select(Of))}");
        if (window.FrameSpec is { } frame)
            parts.Add($"{(frame.FrameType == Window.Types.WindowFrame.Types.FrameType.Row ? "ROWS" : "RANGE")} BETWEEN {Of(frame.Lower, "PRECEDING")} AND {Of(frame.Upper, "FOLLOWING")}");
        return $"{Of(window.WindowFunction)} OVER ({string.Join(' ', parts)})";
    }

    static string Of(Window.Types.WindowFrame.Types.FrameBoundary boundary, string side) =>
        boundary.HasUnbounded ? $"UNBOUNDED {side}" : boundary.HasCurrentRow ? "CURRENT ROW" : $"{Of(boundary.Value)} {side}";

    static string Of(UpdateFields update) => update.ValueExpression is null
        ? $"{Of(update.StructExpression)} DROP {update.FieldName}"
        : $"{Of(update.StructExpression)} WITH {update.FieldName} = {Of(update.ValueExpression)}";
}
