using System.Buffers;
using Apache.Arrow.Memory;

namespace DistributedML.Spark.Worker;

/// <summary>Gives Arrow memory that the garbage collector frees, so that a function may keep a batch as long as it likes.</summary>
sealed class ManagedAllocator : MemoryAllocator
{
    public static readonly ManagedAllocator Instance = new();

    ManagedAllocator()
        : base(alignment: 64)
    {
    }

    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        bytesAllocated = length;
        return new Block(GC.AllocateUninitializedArray<byte>(length));
    }

    sealed class Block(byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
        }
    }
}
