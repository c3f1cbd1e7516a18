using System.Buffers;

namespace DistributedML.Compute.Tcp;

/// <summary>Bytes at an address that does not move while they are used.</summary>
sealed unsafe class FixedMemory(nint address, int length) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => new((void*)address, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)address + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
