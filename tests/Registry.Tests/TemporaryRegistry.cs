using DistributedML.Registry;

namespace DistributedML.Tests.Registry;

/// <summary>A registry in a folder of its own, deleted with it.</summary>
sealed class TemporaryRegistry : IDisposable
{
    public static readonly IReadOnlyList<ModelColumn> Columns = [new("customer", "string"), new("quantity", "integer")];

    public TemporaryRegistry()
    {
        Folder = Directory.CreateTempSubdirectory("registry-").FullName;
        Registry = ModelRegistry.Open(Folder);
    }

    public string Folder { get; }

    public ModelRegistry Registry { get; }

    public static RunInputs Inputs(string name = "recommender", string data = "data-1", string options = "options-1", string code = "1.0+abc") =>
        new(name, data, options, code);

    /// <summary>Registers a model of a few bytes in a finished run.</summary>
    public ModelVersion Register(string model = "recommender", long content = 1, string data = "data-1")
    {
        using var run = Registry.StartRun(Inputs(model, data));
        var version = Registry.Register(run, model, Columns, writer => writer.Write(content));
        run.Finish();
        return version;
    }

    /// <summary>Registers versions 1 to <paramref name="count"/>.</summary>
    public void RegisterVersions(int count, string model = "recommender")
    {
        for (var i = 1; i <= count; i++) Register(model, content: i);
    }

    public void Dispose()
    {
        Registry.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
