using DistributedML.Learning;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Tests.Models.LastValue;

sealed class LastValueStream(LastValueDefinition definition, EventSchema schema) : KeyedModel<LastValueState>(definition, schema)
{
    readonly int _key = schema.IndexOf(definition.Key);
    readonly int _value = schema.IndexOf(definition.Value);

    protected override bool TryLearn(EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        if (batch.Column(_value).Nulls[row]) return true;
        var (key, value) = (batch.Column(_key).Strings[row]!, batch.Column(_value).Number(row));
        var slot = FindSlot(key) ?? Add(key, new(value));
        if (value < slot.State.Value)
            outputs.Add(new($"{batch.Id(row)}/{Definition.Name}/fell/{key}", batch.Id(row), Definition.Name, key, batch.Times[row], "fell", $$"""{"to":{{value}}}"""));
        slot.State.Value = value;
        Changed(slot);
        return true;
    }

    protected override IEnumerable<string> KeysOf(IState artifact) => ((LastValues)artifact).Values.Keys;

    protected override LastValueState Take(IState artifact, string key, LastValueState? current) => current ?? new(((LastValues)artifact).Values[key]);

    protected override void Use(IState artifact)
    {
    }

    protected override LastValueState ReadState(BinaryReader reader) => new(reader.ReadDouble());
}
