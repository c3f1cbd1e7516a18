using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Estimation;

/// <summary>An algorithm that learns from a <see cref="Dataset"/>, as a pipeline file names it.</summary>
public sealed class Estimator
{
    readonly Func<IOptions> _defaults;
    readonly Func<IOptions, ITrainer<Dataset, IPredictor>> _trainer;
    readonly Func<BinaryReader, IPredictor> _read;

    Estimator(string name, EstimatorTask task, InputTraits traits, Func<IOptions> defaults, Func<IOptions, ITrainer<Dataset, IPredictor>> trainer,
        Func<BinaryReader, IPredictor> read)
    {
        (Name, Task, Traits) = (name, task, traits);
        (_defaults, _trainer, _read) = (defaults, trainer, read);
        OptionsType = defaults().GetType();
    }

    /// <summary>The name, in kebab-case; unique.</summary>
    public string Name { get; }

    /// <summary>What its models do.</summary>
    public EstimatorTask Task { get; }

    /// <summary>What it takes and needs.</summary>
    public InputTraits Traits { get; }

    /// <summary>The type of its options; an <see cref="IOptions"/> with defaults.</summary>
    public Type OptionsType { get; }

    /// <summary>An estimator of these options, trainer and model.</summary>
    /// <param name="name">The name, in kebab-case.</param>
    /// <param name="task">What its models do.</param>
    /// <param name="traits">What it takes and needs.</param>
    /// <param name="trainer">Makes the trainer.</param>
    /// <param name="read">Reads a model that was written.</param>
    public static Estimator Of<TOptions>(
        string name, EstimatorTask task, InputTraits traits, Func<TOptions, ITrainer<Dataset, IPredictor>> trainer,
        Func<BinaryReader, IPredictor> read)
        where TOptions : IOptions, new() =>
        new(name, task, traits, () => new TOptions(), options => trainer((TOptions)options), read);

    /// <summary>The options as they are when nothing is set.</summary>
    public IOptions DefaultOptions() => _defaults();

    /// <summary>Trains on this rank's rows; every rank ends with the same model.</summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="options">Of <see cref="OptionsType"/>.</param>
    /// <param name="training">The gang, progress and cancellation.</param>
    /// <exception cref="OptionsException">An option is wrong; every wrong one is named.</exception>
    /// <exception cref="ArgumentException">The options are of another type.</exception>
    /// <exception cref="DatasetException">The rows cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public IPredictor Train(Dataset rows, object options, Training training)
    {
        if (!OptionsType.IsInstanceOfType(options))
            throw new ArgumentException($"{Name} has options of {OptionsType.Name}; got {options.GetType().Name}");
        var own = (IOptions)options;
        own.ThrowIfInvalid();
        training.Cancel.ThrowIfCancellationRequested();
        var model = _trainer(own).Train(rows, training);
        training.Progress?.Report(new(Name, 1, 1));
        return model;
    }

    /// <summary>Reads a model that this estimator's model wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public IPredictor Read(BinaryReader reader) => _read(reader);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
