namespace Microsoft.Spark.Sql;

/// <summary>Functions that give a table; made by <see cref="SparkSession.Tvf"/>. With columns of another DataFrame they are the right side of a lateral join.</summary>
public sealed class TableValuedFunctions
{
    readonly SparkSession _session;

    internal TableValuedFunctions(SparkSession session) => _session = session;

    /// <summary>Any function by its name.</summary>
    public DataFrame Call(string name, params Column[] arguments) => new(_session, Column.Attach(SparkSession.NewRelation(relation =>
        relation.UnresolvedTableValuedFunction = new() { FunctionName = name, Arguments = { arguments.Select(argument => argument.Expression) } }), arguments));

    /// <summary>The numbers 0, 1, ... below <paramref name="end"/>, in a column <c>id</c>.</summary>
    public DataFrame Range(long end) => _session.Range(end);

    /// <summary>The numbers start, start + step, ... up to and without <paramref name="end"/>, in a column <c>id</c>.</summary>
    public DataFrame Range(long start, long end, long step = 1) => _session.Range(start, end, step);

    /// <summary>A row for each element of an array or entry of a map.</summary>
    public DataFrame Explode(Column collection) => Call("explode", collection);

    /// <summary>A row for each element of an array or entry of a map; a row of null for none.</summary>
    public DataFrame ExplodeOuter(Column collection) => Call("explode_outer", collection);

    /// <summary>A row for each element of an array or entry of a map, with its position.</summary>
    public DataFrame PosExplode(Column collection) => Call("posexplode", collection);

    /// <summary>A row for each element of an array or entry of a map, with its position; a row of nulls for none.</summary>
    public DataFrame PosExplodeOuter(Column collection) => Call("posexplode_outer", collection);

    /// <summary>A row for each struct of an array.</summary>
    public DataFrame Inline(Column structs) => Call("inline", structs);

    /// <summary>A row for each struct of an array; a row of nulls for none.</summary>
    public DataFrame InlineOuter(Column structs) => Call("inline_outer", structs);

    /// <summary>The values of these fields of a text of JSON, as texts in one row.</summary>
    public DataFrame JsonTuple(Column json, params Column[] fields) => Call("json_tuple", [json, .. fields]);

    /// <summary>The values in n rows.</summary>
    public DataFrame Stack(Column n, params Column[] values) => Call("stack", [n, .. values]);

    /// <summary>A row for each element of a variant's array or field of its object.</summary>
    public DataFrame VariantExplode(Column variant) => Call("variant_explode", variant);

    /// <summary>A row for each element of a variant's array or field of its object; a row of nulls for none.</summary>
    public DataFrame VariantExplodeOuter(Column variant) => Call("variant_explode_outer", variant);

    /// <summary>The orders of texts that Spark knows.</summary>
    public DataFrame Collations() => Call("collations");

    /// <summary>The words of Spark's SQL.</summary>
    public DataFrame SqlKeywords() => Call("sql_keywords");
}
