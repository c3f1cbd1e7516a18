using System.CommandLine;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml completion</c>: the script with which a shell completes the words of <c>dml</c>. The program itself says what may follow.</summary>
static class CompletionCommand
{
    static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _dml() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(dml "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _dml dml
            """,
        ["zsh"] = """
            _dml() {
                local -a found=(${(f)"$(dml "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
                compadd -a found || _files
            }
            compdef _dml dml
            """,
        ["fish"] = """
            function __dml_words
                set -l line (commandline -cp)
                dml "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c dml -a '(__dml_words)'
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell.", HelpName = string.Join('|', Scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", """
            Print the script with which a shell completes commands and options.

            Examples:
              source <(dml completion bash)                              in ~/.bashrc
              source <(dml completion zsh)                               in ~/.zshrc, after compinit
              dml completion fish > ~/.config/fish/completions/dml.fish
            """) { shell };
        command.SetAction(result => result.InvocationConfiguration.Output.WriteLine(Scripts[result.GetValue(shell)!]));
        return command;
    }
}
