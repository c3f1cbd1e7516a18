using DistributedML.Registry;

namespace DistributedML.Jobs.Serving;

/// <summary>
/// Which events and models the work folder's stream state belongs to. A replay goes on only where an earlier one of the same table and the same models left
/// off; otherwise states would mix, so the state is started anew.
/// </summary>
static class StreamState
{
    const string FileName = "stream.source";

    /// <summary>Removes the stream state unless it belongs to these events and models; returns whether it was removed.</summary>
    public static bool Prepare(Session session, string tableFingerprint, bool fresh)
    {
        var models = session.Pipeline.Models.Select(model =>
            session.Registry.AliasVersion(model.Name, ModelAlias.Champion) is { } version ? $"{model.Name} {session.Registry.GetVersion(model.Name, version).Hash}" : model.Name);
        var source = string.Join('\n', [tableFingerprint, $"{session.StreamFrom():yyyy-MM-dd}", .. models]);
        var file = Path.Combine(session.Work, FileName);
        if (!fresh && File.Exists(file) && File.ReadAllText(file) == source) return false;

        File.Delete(file);   // first: a kill in between leaves a state that belongs to nothing
        foreach (var stored in Directory.EnumerateFiles(session.Work, "state.db*")) File.Delete(stored);
        var kafka = Path.Combine(session.Work, "kafka");
        if (Directory.Exists(kafka)) Directory.Delete(kafka, recursive: true);
        File.WriteAllText(file, source);
        return true;
    }

    /// <summary>Says that the state belongs to nothing, so that the next run begins anew.</summary>
    public static void Forget(Session session) => File.Delete(Path.Combine(session.Work, FileName));
}
