using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DistributedML.Spark.Worker;

/// <summary>Tells that the other side of a socket has closed it, also while data that it sent before lie unread.</summary>
static partial class SocketEnd
{
    const short PeerClosed = 0x2000;   // POLLRDHUP
    const short Error = 0x08 | 0x10;   // POLLERR, POLLHUP

    public static bool Reached(Socket socket)
    {
        try
        {
            if (!OperatingSystem.IsLinux()) return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            var question = new Question { Descriptor = (int)socket.Handle, Asked = PeerClosed };
            return Poll(ref question, 1, 0) > 0 && (question.Answer & (PeerClosed | Error)) != 0;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Question questions, nuint count, int milliseconds);

    struct Question
    {
        public int Descriptor;
        public short Asked;
        public short Answer;
    }
}
