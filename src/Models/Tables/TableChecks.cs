using DistributedML.Numerics;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>What the shape of a definition cannot say.</summary>
static class TableChecks
{
    /// <summary>What is wrong, and what was expected.</summary>
    public static IEnumerable<DefinitionError> Run(TableDefinition definition, Table table)
    {
        var columns = table.Columns.Select(column => column.Name).ToList();
        var inputs = TableInputs.Of(definition, table);
        foreach (var name in definition.Exclude.Where(name => !columns.Contains(name) && definition.Features.All(feature => feature.Name != name)))
            yield return new(nameof(definition.Exclude), $"exclude: there is no column '{name}'{NearName.Hint(name, columns)}");
        if (inputs.Features.Count == 0) yield return new(nameof(definition.Features), "no feature is left; expected at least one column to learn from");
        foreach (var twice in inputs.Features.GroupBy(feature => feature.Name).Where(group => group.Count() > 1))
            yield return new(nameof(definition.Features), $"features: '{twice.Key}' stands there twice; expected distinct names");
        foreach (var feature in inputs.Features.Where(TableInputs.LooksBeyondRow))
            yield return new(nameof(definition.Features), $"features: '{feature.Name}' looks at other rows; expected an expression over one row, without windows and subqueries");
        if (definition.TargetColumn is { } target)
        {
            foreach (var feature in inputs.Features.Where(feature => TableInputs.ColumnsOf(feature).Contains(target, StringComparer.OrdinalIgnoreCase)))
                yield return new(nameof(definition.Features), feature.Sql is null
                    ? $"features: '{feature.Name}' is the target; a model that sees what it is to predict learns nothing else"
                    : $"features: '{feature.Name}' reads the target '{target}'; a model that sees what it is to predict learns nothing else");
        }
        foreach (var error in Validation(definition)) yield return error;
    }

    static IEnumerable<DefinitionError> Validation(TableDefinition definition)
    {
        var validate = definition.Validation();
        if (validate.By == ValidateBy.Time && validate.From is null)
            yield return new(nameof(definition.Validate), "validate: by time needs a day; expected from: 2011-09-09 or the model's trainBefore");
        if (validate.By != ValidateBy.Time && validate.From is not null)
            yield return new(nameof(definition.Validate), $"validate: from is for by: time; this is by: {validate.By.ToString().ToLowerInvariant()}");
        if (validate.By == ValidateBy.Group && validate.Group is null)
            yield return new(nameof(definition.Validate), "validate: by group needs group: the column whose rows stay together");
        if (validate.Group is not null && validate.By is not (ValidateBy.Group or ValidateBy.Folds))
            yield return new(nameof(definition.Validate), $"validate: group is for by: group and by: folds; this is by: {validate.By.ToString().ToLowerInvariant()}");
    }
}
