namespace DistributedML.Registry;

/// <summary>Something that the registry cannot do. The message says what was asked, what is there, and what to do.</summary>
public class RegistryException(string message, Exception? inner = null) : Exception(message, inner);
