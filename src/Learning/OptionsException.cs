namespace DistributedML.Learning;

/// <summary>Options with at least one wrong value; the message names every wrong one.</summary>
public sealed class OptionsException(string message) : ArgumentException(message);
