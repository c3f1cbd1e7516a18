namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A kind of step of a preparation, as a pipeline file names it.</summary>
public sealed class StepKind
{
    readonly Func<IOptions> _defaults;
    readonly Func<Dataset, IOptions, Training, FittedRows<ITransformation>> _fit;
    readonly Func<BinaryReader, ITransformation> _read;

    StepKind(string name, Func<IOptions> defaults, Func<Dataset, IOptions, Training, FittedRows<ITransformation>> fit, Func<BinaryReader,
        ITransformation> read)
    {
        (Name, _defaults, _fit, _read) = (name, defaults, fit, read);
        OptionsType = defaults().GetType();
    }

    /// <summary>The name, in kebab-case; unique.</summary>
    public string Name { get; }

    /// <summary>The type of its options; an <see cref="IOptions"/> with defaults.</summary>
    public Type OptionsType { get; }

    /// <summary>A step whose options say how it is fitted.</summary>
    internal static StepKind Of<TOptions>(string name) where TOptions : StepOptions, new() =>
        Of<TOptions>(name, (rows, options, training) => options.Fit(rows, training), FittedStep.Read);

    /// <summary>A step that treats the rows that it was fitted on as it treats later ones.</summary>
    /// <param name="name">The name, in kebab-case.</param>
    /// <param name="fit">Fits it on a rank's rows; every rank ends with the same one.</param>
    /// <param name="read">Reads one that was written.</param>
    public static StepKind Of<TOptions>(string name, Func<Dataset, TOptions, Training, ITransformation> fit, Func<BinaryReader,
        ITransformation> read)
        where TOptions : IOptions, new() => OfTraining<TOptions>(name, (rows, options, training) =>
        {
            var step = fit(rows, options, training);
            return new(step, step.Apply(rows));
        }, read);

    /// <summary>A step that treats the rows that it was fitted on differently from later ones.</summary>
    /// <param name="name">The name, in kebab-case.</param>
    /// <param name="fit">Fits it on a rank's rows; every rank ends with the same one.</param>
    /// <param name="read">Reads one that was written.</param>
    public static StepKind OfTraining<TOptions>(
        string name, Func<Dataset, TOptions, Training, FittedRows<ITransformation>> fit, Func<BinaryReader, ITransformation> read)
        where TOptions : IOptions, new() =>
            new(name, () => new TOptions(), (rows, options, training) => fit(rows, (TOptions)options, training), read);

    /// <summary>The options as they are when nothing is set.</summary>
    public IOptions DefaultOptions() => _defaults();

    /// <summary>Fits the step on this rank's rows.</summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="options">Of <see cref="OptionsType"/>.</param>
    /// <param name="training">The gang, progress and cancellation.</param>
    /// <exception cref="OptionsException">An option is wrong; every wrong one is named.</exception>
    /// <exception cref="ArgumentException">The options are of another type.</exception>
    /// <exception cref="DatasetException">The step cannot be fitted: no rows, no such feature, a feature of another type.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public FittedRows<ITransformation> Fit(Dataset rows, IOptions options, Training training)
    {
        if (!OptionsType.IsInstanceOfType(options))
            throw new ArgumentException($"{Name} has options of {OptionsType.Name}; got {options.GetType().Name}");
        options.ThrowIfInvalid();
        training.Cancel.ThrowIfCancellationRequested();
        LearningRows.TotalWeight(rows, training.Gang);
        try
        {
            return _fit(rows, options, training);
        }
        catch (DatasetException error)
        {
            throw new DatasetException($"{Name}: {error.Message}");
        }
    }

    /// <summary>Reads a fitted step of this kind.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such step.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public ITransformation Read(BinaryReader reader) => _read(reader);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
