using System.Text.RegularExpressions;
using DistributedML.Learning;
using DistributedML.Numerics;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Pipelines.Yaml;

/// <summary>What the shape of a pipeline cannot say: that its names, columns, streams and options fit each other. Finds all errors.</summary>
sealed partial class PipelineChecks(Pipeline pipeline, Places places, IReadOnlyList<IDefinitionKind> kinds)
{
    readonly Dictionary<string, ColumnType> _columns = pipeline.Table.Columns.ToDictionary(column => column.Name, column => column.Type);

    internal void Run()
    {
        CheckName(pipeline, pipeline.Name);
        new SourceChecks(places).Run(pipeline.Source);
        CheckTable(pipeline.Table);
        CheckExpectations(pipeline.Expect);
        foreach (var feature in pipeline.Features) CheckFeature(feature);
        foreach (var fact in pipeline.Facts) CheckFact(fact);
        CheckKafka(pipeline.Kafka);
        foreach (var stream in pipeline.Streams) CheckStream(stream);
        foreach (var model in pipeline.Models) CheckModel(model);
    }

    void CheckTable(Table table)
    {
        if (!SqlName.IsMatch(table.Name)) places.Add(table, nameof(Table.Name), $"name is '{table.Name}'; expected lower-case letters, digits and underscores");
        CheckSqlName(table, nameof(Table.Name), "name", table.Name);
        if (table.Name == "source") places.Add(table, nameof(Table.Name), "name is 'source', which stands for the raw rows; expected another");
        SourceChecks.CheckTwins(table.Columns, places);
        foreach (var column in table.Columns)
        {
            if (SqlWords.OwnColumns.Contains(column.Name)) places.Add(column, "", $"column '{column.Name}' has a name that partitions and quarantine tables use; expected another");
            if (column.Name.StartsWith("etl_", StringComparison.OrdinalIgnoreCase)) places.Add(column, "", $"column '{column.Name}' begins as the program's own columns do; expected another beginning than etl_");
            if (column.Sql is null && pipeline.Source.AllColumns.All(other => !SameSqlName(other.Name, column.Name)))
                places.Add(column, "", $"column '{column.Name}' has no sql and the source has no column of its name{Near(column.Name, [.. pipeline.Source.AllColumns])}");
        }
        CheckColumn(table, nameof(Table.Id), table.Id, ColumnType.String);
        CheckColumn(table, nameof(Table.Time), table.Time, ColumnType.Timestamp);
    }

    void CheckExpectations(Expectations expect)
    {
        foreach (var column in expect.Unique) CheckColumn(expect, nameof(Expectations.Unique), column);
        foreach (var rule in expect.Columns) CheckRule(rule);
        if (expect.Rows is { } rows && (rows.Min < 0 || rows.Max < rows.Min))
            places.Add(expect, nameof(Expectations.Rows), $"rows is from {rows.Min} to {rows.Max}; expected 0 <= min <= max");
        CheckBounds(expect, places);
    }

    void CheckRule(ColumnRule rule)
    {
        CheckColumn(rule, nameof(ColumnRule.Column), rule.Column);
        if (_columns.TryGetValue(rule.Column, out var type) && CompiledRule.Misfit(rule, type) is { } misfit) places.Add(rule, "", $"{rule.Column}: {misfit}");
        if (rule.Pattern is null) return;
        try
        {
            _ = new Pattern(rule.Pattern);
        }
        catch (FormatException exception)
        {
            places.Add(rule, nameof(ColumnRule.Pattern), $"pattern '{rule.Pattern}': {exception.Message}");
        }
    }

    void CheckFeature(FeatureTable feature)
    {
        if (!SqlName.IsMatch(feature.Name)) places.Add(feature, "", $"feature table '{feature.Name}': expected lower-case letters, digits and underscores");
        CheckSqlName(feature, "", "feature table", feature.Name);
        if (feature.Name is "quarantine" or "dropped" || feature.Name == $"{pipeline.Table.Name}_quarantine" || feature.Name == $"{pipeline.Table.Name}_dropped")
            places.Add(feature, "", $"feature table '{feature.Name}' has the name of a table that is published beside it; expected another");
        if (feature.Name == pipeline.Table.Name) places.Add(feature, "", $"feature table '{feature.Name}' has the name of the checked table; expected another");
    }

    void CheckFact(Fact fact)
    {
        if (!CamelName.IsMatch(fact.Name)) places.Add(fact, "", $"fact '{fact.Name}': expected a name in camelCase");
    }

    void CheckKafka(KafkaDefinition kafka)
    {
        if (kafka.Prefix.Length > 0 && !Topic.IsMatch(kafka.Prefix))
            places.Add(kafka, nameof(kafka.Prefix), $"prefix is '{kafka.Prefix}'; expected letters, digits, '.', '_' and '-'");
        foreach (var setting in kafka.Settings)
        {
            if (setting.Error is { } error) places.Add(setting, "", error);
        }
    }

    void CheckStream(StreamDefinition stream)
    {
        CheckName(stream, stream.Name);
        CheckColumn(stream, nameof(StreamDefinition.Key), stream.Key, ColumnType.String);
        if (!Topic.IsMatch(pipeline.Kafka.Prefix + stream.Topic)) places.Add(stream, nameof(stream.Topic), $"topic is '{stream.Topic}'; expected up to 200 letters, digits, '.', '_' and '-'");
        CheckBounds(stream, places);
        if (pipeline.Streams.First(other => other.Topic == stream.Topic) is var first && !ReferenceEquals(first, stream))
            places.Add(stream, nameof(stream.Topic), $"topic '{stream.Topic}' is that of stream '{first.Name}' too; expected one topic for each");
    }

    void CheckModel(ModelDefinition model)
    {
        var kind = kinds.First(kind => kind.Definition == model.GetType());
        var columns = kind.Columns(model, pipeline.Table);
        CheckName(model, model.Name);
        foreach (var use in columns) CheckColumn(model, use.Property, use.Column, [.. use.Types]);
        CheckBounds(model, places);
        CheckOptions(model);
        foreach (var error in kind.Check(model, pipeline)) places.Add(model, error.Property, error.Message);
        foreach (var rule in model.Where) CheckRule(rule);
        if (model.Stream is null) return;
        if (pipeline.Streams.FirstOrDefault(stream => stream.Name == model.Stream) is not { } stream)
            places.Add(model, nameof(model.Stream), $"stream '{model.Stream}' is not there{NearName.Hint(model.Stream, pipeline.Streams.Select(one => one.Name))}");
        else if (columns.FirstOrDefault(use => use.Role == ColumnRole.Key) is { } key && stream.Key != key.Column)
            places.Add(model, nameof(model.Stream), $"stream '{stream.Name}' has key '{stream.Key}', but model '{model.Name}' learns by '{key.Column}'; expected the same column");
    }

    /// <summary>The bounds that the record's own properties state.</summary>
    internal static void CheckBounds(object record, Places places)
    {
        foreach (var error in OptionBounds.Check(record).Where(error => !error.Name.Contains('.')))
            places.Add(record, error.Name, (error with { Name = NameStyles.Camel(error.Name) }).ToString());
    }

    void CheckOptions(object model)
    {
        foreach (var property in model.GetType().GetProperties())
        {
            if (property.GetValue(model) is IOptions options) CheckOptions(model, property.Name, options);
            if (Member.ElementOf(property.PropertyType) is not { } element || Member.ValueOf(element) is null) continue;
            foreach (var one in (property.GetValue(model) as System.Collections.IEnumerable)?.Cast<object>() ?? []) CheckOptions(one);
        }
    }

    void CheckOptions(object model, string property, IOptions options)
    {
        foreach (var error in options.Check())
        {
            var owner = places.Knows(options) ? (Owner: options, Property: error.Name.Split('.')[0]) : (Owner: model, Property: property);
            var path = string.Join('.', error.Name.Split('.').Select(NameStyles.Camel));
            places.Add(owner.Owner, owner.Property, (error with { Name = $"option '{path}'" }).ToString());
        }
    }

    void CheckColumn(object owner, string property, string column, params ReadOnlySpan<ColumnType> types)
    {
        if (!_columns.TryGetValue(column, out var type))
            places.Add(owner, property, $"{NameStyles.Camel(property)}: table '{pipeline.Table.Name}' has no column '{column}'{NearName.Hint(column, _columns.Keys)}");
        else if (!types.IsEmpty && !types.Contains(type))
            places.Add(owner, property, $"{NameStyles.Camel(property)}: column '{column}' is {NameStyles.Kebab(type.ToString())}; expected {string.Join(" or ", types.ToArray()).ToLowerInvariant()}");
    }

    void CheckName(object owner, string name)
    {
        if (!KebabName.IsMatch(name)) places.Add(owner, "Name", $"name is '{name}'; expected lower-case letters, digits and hyphens");
    }

    /// <summary>A table's name stands in SQL as it is, so that it can be no word of SQL and none of the program's tables.</summary>
    void CheckSqlName(object owner, string property, string what, string name)
    {
        if (SqlWords.Reserved.Contains(name)) places.Add(owner, property, $"{what} '{name}' is a word of SQL; expected another");
        if (name.StartsWith("etl_", StringComparison.Ordinal)) places.Add(owner, property, $"{what} '{name}' begins as the program's own tables do; expected another beginning than etl_");
    }

    static string Near(string name, IReadOnlyList<ColumnDefinition> columns) => NearName.Hint(name, columns.Select(column => column.Name));

    internal static bool SameSqlName(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    internal static partial Regex KebabName { get; }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    internal static partial Regex SqlName { get; }

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9]*\z")]
    internal static partial Regex CamelName { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,200}\z")]
    internal static partial Regex Topic { get; }
}
