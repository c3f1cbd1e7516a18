using DistributedML.Models.Streams;

namespace DistributedML.Grains.Interfaces;

/// <summary>An output on its way between silos.</summary>
[GenerateSerializer, Immutable]
public readonly record struct OutputSurrogate(string Id, string EventId, string Model, string Key, DateTime Time, string Kind, string Payload);

/// <summary>Makes outputs travel.</summary>
[RegisterConverter]
public sealed class OutputConverter : IConverter<OutputRecord, OutputSurrogate>
{
    /// <inheritdoc/>
    public OutputRecord ConvertFromSurrogate(in OutputSurrogate surrogate) =>
        new(surrogate.Id, surrogate.EventId, surrogate.Model, surrogate.Key, surrogate.Time, surrogate.Kind, surrogate.Payload);

    /// <inheritdoc/>
    public OutputSurrogate ConvertToSurrogate(in OutputRecord value) =>
        new(value.Id, value.EventId, value.Model, value.Key, value.Time, value.Kind, value.Payload);
}
