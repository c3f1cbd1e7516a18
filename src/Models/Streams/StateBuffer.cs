using System.Collections;
using System.Text;

namespace DistributedML.Models.Streams;

/// <summary>
/// States written one after the other into one buffer, which serves for every checkpoint of a shard: arrays of their own would live until they are stored, long
/// enough to make the garbage collector's pauses long.
/// </summary>
public sealed class StateBuffer : IReadOnlyList<StateEntry>
{
    readonly MemoryStream _bytes = new();
    readonly List<(string Model, string Key, int Start, int Length)> _places = [];
    int _end;

    /// <summary>An empty buffer.</summary>
    public StateBuffer() => Writer = new BinaryWriter(_bytes, Encoding.UTF8);

    /// <inheritdoc/>
    public int Count => _places.Count;

    /// <inheritdoc/>
    public StateEntry this[int index]
    {
        get
        {
            var (model, key, start, length) = _places[index];
            return new(model, key, new ArraySegment<byte>(_bytes.GetBuffer(), start, length));
        }
    }

    /// <summary>Takes the bytes of the next state.</summary>
    public BinaryWriter Writer { get; }

    /// <inheritdoc/>
    public IEnumerator<StateEntry> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Makes what was written since the last state the state of a key.</summary>
    public void Add(string model, string key)
    {
        Writer.Flush();
        _places.Add((model, key, _end, (int)_bytes.Length - _end));
        _end = (int)_bytes.Length;
    }

    /// <summary>Forgets all states.</summary>
    public void Clear()
    {
        _places.Clear();
        _bytes.SetLength(_end = 0);
    }
}
