namespace DistributedML.Compute;

/// <summary>What a rank brings to a meeting: which call it makes, and its values. A length of −1 may differ between ranks.</summary>
readonly record struct Post(string Call, Type? Type, int Length, Array? Values)
{
    public bool Fits(in Post other) => Call == other.Call && Type == other.Type && Length == other.Length;

    public override string ToString() =>
        $"{Call}{(Type is null ? "" : $"<{Type.Name}>")}{(Length < 0 ? "" : $" of {Length} values")}";
}
