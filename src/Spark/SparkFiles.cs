namespace Microsoft.Spark;

/// <summary>The files that <see cref="SparkContext.AddFile"/> sent: within a C# function those on the executor, else the client's own.</summary>
public static class SparkFiles
{
    static readonly AsyncLocal<string?> TaskFolder = new();
    static readonly Lazy<string> ClientFolder = new(MakeClientFolder);

    /// <summary>The path of the file of this name.</summary>
    public static string Get(string fileName) => Path.Combine(GetRootDirectory(), fileName);

    /// <summary>The folder that holds the files.</summary>
    public static string GetRootDirectory() => TaskFolder.Value ?? ClientFolder.Value;

    /// <summary>Says where the files of the task are that this flow of control runs; called by the worker.</summary>
    internal static void EnterTask(string folder) => TaskFolder.Value = folder;

    /// <summary>Shows a file that was sent under its name in the client's folder too.</summary>
    internal static void Link(string name, string path)
    {
        var link = Path.Combine(ClientFolder.Value, name);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.GetFullPath(path));
    }

    static string MakeClientFolder()
    {
        var folder = Directory.CreateTempSubdirectory("dml-spark-files-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (folder.Exists) folder.Delete(recursive: true);
        };
        return folder.FullName;
    }
}
