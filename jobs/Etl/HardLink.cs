using System.Runtime.InteropServices;

namespace DistributedML.Jobs.Etl;

/// <summary>A second name for a file.</summary>
static partial class HardLink
{
    internal static bool TryCreate(string file, string link) => OperatingSystem.IsWindows() ? CreateHardLink(link, file, 0) : Link(file, link) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Link(string file, string link);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool CreateHardLink(string link, string file, nint security);
}
