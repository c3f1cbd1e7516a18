namespace DistributedML.Tests.Spark;

enum ApiKind
{
    Constructor,
    Method,
    Indexer,
    Field,
}

sealed record ApiClass(string Name, string Kind, List<ApiMember> Members);

sealed record ApiMember(ApiKind Kind, string Name, bool IsStatic, ApiParameter[] Parameters, string Result, int Arity)
{
    public override string ToString() =>
        $"{(IsStatic ? "static " : "")}{Name}{(Kind == ApiKind.Field ? "" : $"({string.Join(", ", Parameters.Select(parameter => parameter.ToString()))})")} : {Result}";
}

sealed record ApiParameter(string Type, string Name, bool IsParams, bool IsOptional, string Default)
{
    public override string ToString() => $"{(IsParams ? "params " : "")}{Type}{(Name.Length > 0 ? $" {Name}" : "")}{(IsOptional ? $" = {Default}" : "")}";
}
