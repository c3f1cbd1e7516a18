namespace DistributedML.Spark.Connect;

/// <summary>The shell script around a server that this program starts: it ends the server when the program is gone.</summary>
static class ServerScript
{
    /// <summary>
    /// Arguments: the server's folder, then the command. The program holds this script's standard input; when the program closes it or dies, by whatever
    /// signal, a watcher reads its end, ends the server with all that the server started (a process group of its own), and removes the folder.
    /// </summary>
    public const string Text = """
        folder=$1
        shift
        exec 3<&0 </dev/null
        trap : INT HUP TERM # Ctrl+C reaches this script too; it ends by the end of its input, after the server
        set -m
        "$@" 3<&- &
        server=$!
        end() {
            kill -TERM -- "-$server"
            for _ in {1..50}; do
                kill -0 -- "-$server" || break
                sleep 0.1
            done
            kill -KILL -- "-$server"
            rm -rf "$folder"
        }
        {
            trap - INT HUP TERM
            cat <&3
            end
        } >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        while true; do
            wait "$server"
            code=$?
            kill -0 "$server" 2>/dev/null || break
        done
        end 2>/dev/null
        kill -KILL -- "-$watcher" 2>/dev/null
        exit "$code"
        """;
}
