namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// The words of a text: runs of letters, digits and underscores of a least length, as scikit-learn's default pattern finds them. They stand
/// in a buffer of the thread with one space between, so that n words in a row are one span.
/// </summary>
sealed class Words
{
    [ThreadStatic]
    static Words? _words;

    char[] _buffer = new char[256];
    int[] _starts = new int[32];
    int[] _ends = new int[32];

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Some words from one on, with a space between.</summary>
    public ReadOnlySpan<char> this[int first, int words] => _buffer.AsSpan(_starts[first].._ends[first + words - 1]);

    /// <summary>The words of a text, valid until the thread's next call.</summary>
    public static Words Of(string text, int minLength, bool lowercase)
    {
        var words = _words ??= new();
        words.Split(text, minLength, lowercase);
        return words;
    }

    void Split(string text, int minLength, bool lowercase)
    {
        if (_buffer.Length < text.Length + 1) _buffer = new char[2 * text.Length];
        Count = 0;
        var end = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!IsWord(text[i]))
            {
                i++;
                continue;
            }
            var start = end;
            for (; i < text.Length && IsWord(text[i]); i++) _buffer[end++] = lowercase ? char.ToLowerInvariant(text[i]) : text[i];
            if (end - start < minLength)
            {
                end = start;
                continue;
            }
            if (Count == _starts.Length)
            {
                Array.Resize(ref _starts, 2 * Count);
                Array.Resize(ref _ends, 2 * Count);
            }
            (_starts[Count], _ends[Count]) = (start, end);
            Count++;
            _buffer[end++] = ' ';
        }
    }

    static bool IsWord(char unit) => char.IsLetterOrDigit(unit) || unit == '_';
}
