using DistributedML.Spark.Functions;
using Kind = DistributedML.Spark.Functions.EvalType;

namespace DistributedML.Spark.Worker;

/// <summary>All that Spark says before the data of a task.</summary>
sealed record TaskHeader(
    ProtocolVersion Version, TaskInfo Task, string FilesFolder, int EvalType, IReadOnlyDictionary<string, string> RunnerConfiguration, IReadOnlyList<FunctionCall> Functions)
{
    /// <summary>Reads a header up to where the data begin.</summary>
    /// <exception cref="InvalidDataException">The bytes are none, or of a function that was not made for this worker.</exception>
    public static TaskHeader Read(Stream stream) => Read(stream, stream.ReadInt32());

    /// <summary>The same, for who has read the partition's number, with which a task begins.</summary>
    public static TaskHeader Read(Stream stream, int partition)
    {
        var version = ProtocolVersion.Parse(stream.ReadText());
        var task = version.IsCurrent ? TaskInfo.FromJson(stream.ReadText()) : TaskInfo.Read(stream, version);
        var files = stream.ReadText();
        for (var left = stream.ReadCount(); left > 0; left--) stream.ReadText();   // Python's includes: our assemblies are named in the command
        stream.ReadFlag();
        if (stream.ReadCount() is > 0 and var broadcasts) throw new InvalidDataException($"Spark sent {broadcasts} of its own broadcasts with partition {partition}; values for C# functions travel as artifacts");
        var evalType = stream.ReadInt32();
        var configuration = ReadTexts(stream);
        if (version.IsCurrent) ReadTexts(stream);   // configuration of the eval type: nothing in it concerns our kinds
        var profiled = !version.IsCurrent && stream.ReadFlag();
        if (profiled) stream.ReadText();
        var functions = new FunctionCall[stream.ReadCount()];
        for (var i = 0; i < functions.Length; i++) functions[i] = ReadFunction(stream, version, evalType, profiled);
        return new(version, task with { Partition = partition }, files, evalType, configuration, functions);
    }

    static FunctionCall ReadFunction(Stream stream, ProtocolVersion version, int evalType, bool profiled)
    {
        var bare = !version.IsCurrent && evalType is Kind.Map or Kind.GroupMap or Kind.CoGroupMap;
        var arguments = new int[stream.ReadCount()];
        var names = new string?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = stream.ReadInt32();
            if (!bare && stream.ReadFlag()) names[i] = stream.ReadText();
        }
        var commands = new byte[stream.ReadCount()][];
        for (var i = 0; i < commands.Length; i++) commands[i] = stream.ReadBytes();
        if (version.IsCurrent || profiled) stream.ReadInt64();
        return new(arguments, names, commands);
    }

    internal static Dictionary<string, string> ReadTexts(Stream stream)
    {
        var texts = new Dictionary<string, string>();
        for (var left = stream.ReadCount(); left > 0; left--)
        {
            var key = stream.ReadText();
            texts[key] = stream.ReadText();
        }
        return texts;
    }
}
