namespace DistributedML.Registry;

/// <summary>What determines a run's result; two finished runs with equal inputs did the same work.</summary>
/// <param name="Name">What was done: the model's name for a training, otherwise the stage's, as in "etl".</param>
/// <param name="DataFingerprint">Fingerprint of the data read.</param>
/// <param name="OptionsHash">Hash of all options, see <see cref="Fingerprint.Of"/>.</param>
/// <param name="CodeVersion">Version of the code, see <see cref="Registry.CodeVersion"/>.</param>
public sealed record RunInputs(string Name, string DataFingerprint, string OptionsHash, string CodeVersion);
