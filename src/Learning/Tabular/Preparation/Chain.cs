using System.Collections.Concurrent;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Fitted steps, one after another, as one value that travels with a model. Applied to a table column by column, or to one row without
/// garbage once it is warm. Immutable; safe for use by many threads.
/// </summary>
public sealed class Chain : ITransformation
{
    readonly (string Name, ITransformation Step)[] _steps;
    readonly ConcurrentBag<FeatureRow[]> _between = [];   // rows between the steps; as many as threads ever met here

    /// <summary>A chain of fitted steps.</summary>
    /// <param name="inputs">The features that the first step reads.</param>
    /// <param name="steps">Each step with the name of its kind; each reads what the one before makes. None leaves rows as they are.</param>
    /// <exception cref="ArgumentException">A step reads other features than the one before makes.</exception>
    public Chain(FeatureSchema inputs, IEnumerable<(string Name, ITransformation Step)> steps)
    {
        (Inputs, _steps) = (inputs, [.. steps]);
        Outputs = inputs;
        foreach (var (name, step) in _steps)
        {
            if (!step.Inputs.Equals(Outputs))
                throw new ArgumentException($"step {name} reads other features than the step before it makes");
            Outputs = step.Outputs;
        }
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs { get; }

    /// <inheritdoc/>
    public FeatureSchema Outputs { get; }

    /// <summary>The fitted steps with the names of their kinds.</summary>
    public IReadOnlyList<(string Name, ITransformation Step)> Steps => _steps;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema, or a step cannot take a value.</exception>
    public Dataset Apply(Dataset rows)
    {
        SchemaCheck.ThrowIfOther(Inputs, rows.Schema);
        foreach (var (_, step) in _steps) rows = step.Apply(rows);
        return rows;
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema, or a step cannot take a value.</exception>
    public void Apply(FeatureRow row, FeatureRow output)
    {
        if (_steps.Length < 2)
        {
            if (_steps.Length == 1) _steps[0].Step.Apply(row, output);
            else Copy(row, output);
            return;
        }
        if (!_between.TryTake(out var between)) between = [.. _steps.SkipLast(1).Select(step => new FeatureRow(step.Step.Outputs))];
        for (var i = 0; i < _steps.Length; i++)
        {
            var made = i < between.Length ? between[i] : output;
            _steps[i].Step.Apply(row, made);
            row = made;
        }
        _between.Add(between);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.Write(_steps.Length);
        foreach (var (name, step) in _steps)
        {
            writer.Write(name);
            step.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no chain, or a step is of a kind that this program does not know.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public static Chain Read(BinaryReader reader)
    {
        var inputs = FeatureSchema.Read(reader);
        var count = reader.ReadInt32();
        if (count < 0) throw new InvalidDataException($"a chain has {count} steps");
        var steps = new List<(string, ITransformation)>();
        for (; count > 0; count--)
        {
            var name = reader.ReadString();
            var kind = Preparations.Find(name)
                ?? throw new InvalidDataException($"a chain has a step '{name}'; known are {string.Join(", ", Preparations.All)}");
            steps.Add((name, kind.Read(reader)));
        }
        try
        {
            return new(inputs, steps);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    void Copy(FeatureRow row, FeatureRow output)
    {
        SchemaCheck.ThrowIfOther(Inputs, row.Schema);
        row.Numbers.CopyTo(output.Numbers, 0);
        row.Codes.CopyTo(output.Codes, 0);
        row.Texts.CopyTo(output.Texts, 0);
        for (var i = 0; i < row.Sparse.Length; i++) output.Sparse[i].Set(row.Sparse[i].Columns, row.Sparse[i].Values);
    }
}
