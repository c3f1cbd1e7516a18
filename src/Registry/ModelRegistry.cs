using DistributedML.Registry.Storage;

namespace DistributedML.Registry;

/// <summary>
/// Runs, model versions and aliases in one SQLite file, <c>registry.db</c>, with the models' bytes in the folder <c>artifacts</c> beside it. Several
/// processes of one machine may use it at once, and all methods from any thread: readers never wait, writers queue. What a method has
/// returned is on the disk.
/// </summary>
public sealed class ModelRegistry : IDisposable
{
    const string FileName = "registry.db";

    readonly RegistryDatabase _database;
    readonly ArtifactStore _artifacts;
    readonly RunStore _runs;
    readonly VersionStore _versions;
    readonly AliasStore _aliases;

    ModelRegistry(string workFolder)
    {
        Folder = Path.GetFullPath(workFolder);
        _artifacts = new ArtifactStore(Folder);
        _database = new RegistryDatabase(Path.Combine(Folder, FileName), Schema.Migrations);
        _runs = new RunStore(_database);
        _versions = new VersionStore(_database);
        _aliases = new AliasStore(_database);
    }

    /// <summary>The folder that holds the registry; artifacts' paths start there.</summary>
    public string Folder { get; }

    /// <summary>Opens the registry in a folder; makes it where there is none.</summary>
    /// <exception cref="RegistryException">The file there is not a registry, was made by newer code, or cannot be written.</exception>
    public static ModelRegistry Open(string workFolder) => new(workFolder);

    /// <summary>Opens the registry in a folder.</summary>
    /// <exception cref="RegistryException">There is none, or it cannot be opened.</exception>
    public static ModelRegistry OpenExisting(string workFolder) =>
        File.Exists(Path.Combine(workFolder, FileName)) ? Open(workFolder)
        : throw new RegistryException($"there is no registry in '{Path.GetFullPath(workFolder)}'; train a model first or name another work folder");

    /// <summary>Starts a run.</summary>
    public ActiveRun StartRun(RunInputs inputs) => new(_runs, _runs.Start(inputs), Folder, inputs.Name);

    /// <summary>A run.</summary>
    /// <exception cref="RegistryException">There is no such run.</exception>
    public Run GetRun(long id) => _runs.Get(id);

    /// <summary>The page about a run; null when it left none.</summary>
    public string? Report(Run run) => run.Tags.TryGetValue(ActiveRun.ReportTag, out var file) && File.Exists(Path.Combine(Folder, file)) ? Path.Combine(Folder, file) : null;

    /// <summary>The newest finished run with these inputs; null when that work has not been done.</summary>
    public Run? FindRun(RunInputs inputs) => _runs.Find(inputs);

    /// <summary>The newest runs, newest first.</summary>
    /// <param name="name">Only runs of this name; null for all.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<Run> Runs(string? name = null, int limit = 100) => _runs.List(name, limit);

    /// <summary>All values of all metrics of a run, by name and step.</summary>
    public IReadOnlyList<Metric> Metrics(long run) => _runs.Metrics(run);

    /// <summary>
    /// Stores a model and gives it the next version. When a run with the same data, options and code has registered the same bytes and schema before, that
    /// version is returned and none is added: <see cref="ModelVersion.RunId"/> is then that run's, and the version counts as made by both.
    /// </summary>
    /// <param name="run">The run that made the model; must not have ended.</param>
    /// <param name="model">The model's name: letters, digits, '.', '_' and '-'.</param>
    /// <param name="schema">The input columns.</param>
    /// <param name="write">Writes the model, as IState.Write does.</param>
    /// <param name="header">What the artifact says of itself, as JSON; null for none.</param>
    /// <exception cref="RegistryException">The run has ended or the disk is full.</exception>
    public ModelVersion Register(ActiveRun run, string model, IReadOnlyList<ModelColumn> schema, Action<BinaryWriter> write, string? header = null)
    {
        RegistryName.Check("model", model);
        var (hash, size) = _artifacts.Write(write);
        return _versions.Register(run.Id, model, schema, header, hash, size);
    }

    /// <summary>Reads a model back; its bytes are checked against the hash before <paramref name="read"/> sees them.</summary>
    /// <exception cref="RegistryException">The artifact is missing, damaged, or longer than what <paramref name="read"/> reads.</exception>
    public T Load<T>(ModelVersion version, Func<BinaryReader, T> read)
    {
        var stream = new MemoryStream(_artifacts.Read(version), writable: false);
        using var reader = new BinaryReader(stream);
        var model = read(reader);
        return stream.Position == stream.Length ? model : throw new RegistryException(
            $"the artifact of {version} has {version.Size} bytes but {typeof(T).Name} reads only {stream.Position}; it is another kind of model");
    }

    /// <summary>The models, by name.</summary>
    public IReadOnlyList<ModelSummary> Models() => _versions.Models();

    /// <summary>All versions of a model, newest first.</summary>
    /// <exception cref="RegistryException">There is no such model.</exception>
    public IReadOnlyList<ModelVersion> Versions(string model) => _versions.List(model);

    /// <summary>The version of this number.</summary>
    /// <exception cref="RegistryException">There is no such model or version.</exception>
    public ModelVersion GetVersion(string model, int version) => _versions.Get(model, version);

    /// <summary>The version that has an alias.</summary>
    /// <exception cref="RegistryException">There is no such model or alias.</exception>
    public ModelVersion GetVersion(string model, string alias) => _aliases.Resolve(model, alias);

    /// <summary>The versions that a run registered, also those that an equal run had registered before.</summary>
    public IReadOnlyList<ModelVersion> VersionsOf(long run) => _versions.MadeBy(run);

    /// <summary>The versions trained on the data with this fingerprint.</summary>
    public IReadOnlyList<ModelVersion> TrainedOn(string dataFingerprint) => _versions.TrainedOn(dataFingerprint);

    /// <summary>Where a version comes from: the run that trained it and the run that published its table.</summary>
    /// <exception cref="RegistryException">There is no such model or version.</exception>
    public Lineage GetLineage(string model, int version) => _versions.Lineage(model, version);

    /// <summary>
    /// The number of the version that has an alias; null when none has, or there is no such model. One indexed read, meant for polling: a silo asks each
    /// second whether its model was moved.
    /// </summary>
    public int? AliasVersion(string model, string alias) => _aliases.Version(model, alias);

    /// <summary>The aliases of a model, by name.</summary>
    /// <exception cref="RegistryException">There is no such model.</exception>
    public IReadOnlyList<ModelAlias> Aliases(string model) => _aliases.List(model);

    /// <summary>Every move of an alias, newest first.</summary>
    /// <exception cref="RegistryException">There is no such model or alias.</exception>
    public IReadOnlyList<AliasChange> AliasHistory(string model, string alias) => _aliases.History(model, alias);

    /// <summary>Gives an alias to a version, whoever has it now. Nothing moves when the version has it already; the last change is returned then.</summary>
    /// <exception cref="RegistryException">There is no such model or version.</exception>
    public AliasChange Promote(string model, string alias, int version)
    {
        RegistryName.Check("model alias", alias);
        return _aliases.Promote(model, alias, version, static _ => { });
    }

    /// <summary>Gives an alias to a version, provided that it stands where the caller saw it; of two operators who saw the same, one succeeds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="version">The version that gets it.</param>
    /// <param name="expected">The version that has it now; null for none.</param>
    /// <exception cref="AliasMovedException">Another version has it.</exception>
    /// <exception cref="RegistryException">There is no such model or version.</exception>
    public AliasChange Promote(string model, string alias, int version, int? expected)
    {
        RegistryName.Check("model alias", alias);
        return _aliases.Promote(model, alias, version, Expect(model, alias, expected));
    }

    /// <summary>
    /// Takes an alias back to the version that had it before the last promotion that holds; again and again walks back to the first.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="expected">The version that has it now; null to roll back whichever has it.</param>
    /// <exception cref="AliasMovedException">Another version than the expected one has it.</exception>
    /// <exception cref="RegistryException">There is no such model or alias, or no version had it before.</exception>
    public AliasChange Rollback(string model, string alias, int? expected = null) =>
        _aliases.Rollback(model, alias, expected is null ? static _ => { }
    : Expect(model, alias, expected));

    /// <summary>Closes the file.</summary>
    public void Dispose() => _database.Dispose();

    static Action<int?> Expect(string model, string alias, int? expected) => found =>
    {
        if (found != expected) throw new AliasMovedException(model, alias, expected, found);
    };
}
