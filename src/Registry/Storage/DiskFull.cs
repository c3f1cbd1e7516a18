namespace DistributedML.Registry.Storage;

/// <summary>Tells a full disk from other failures.</summary>
static class DiskFull
{
    const int WindowsDiskFull = unchecked((int)0x80070070);
    const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    const int UnixNoSpace = 28;
    const int LinuxQuotaExceeded = 122;

    public static bool Is(IOException exception) =>
        exception.HResult is WindowsDiskFull or WindowsHandleDiskFull or UnixNoSpace or LinuxQuotaExceeded;
}
