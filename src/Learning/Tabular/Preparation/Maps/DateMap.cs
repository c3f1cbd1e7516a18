using System.Globalization;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A part of a date that stands as text (ISO 8601) or as a number of units since 1970, in UTC. Missing when there is no such date.
/// </summary>
sealed class DateMap(Feature output, int input, DateUnit unit, DatePart part, DateForm form) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type is FeatureType.Text or FeatureType.Numeric;

    public override object Apply(Dataset rows) => rows.Column(Inputs[0]) is float[] values
        ? Array.ConvertAll(values, value => Of(DateOf(value)))
        : Array.ConvertAll(rows.Texts(Inputs[0]), text => Of(DateOf(text)));

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot) => made.Numbers[slot] = Of(
        row.Schema[Inputs[0]].Type == FeatureType.Numeric ? DateOf(row.Numbers[slots[0]]) : DateOf(row.Texts[slots[0]]));

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write((byte)unit);
        writer.Write((byte)part);
        writer.Write((byte)form);
    }

    public static DateMap Read(Feature output, int input, BinaryReader reader)
    {
        var (unit, part, form) = ((DateUnit)reader.ReadByte(), (DatePart)reader.ReadByte(), (DateForm)reader.ReadByte());
        return Enum.IsDefined(unit) && Enum.IsDefined(part) && Enum.IsDefined(form)
            ? new(output, input, unit, part, form)
            : throw new InvalidDataException($"feature '{output.Name}' is the {form} of the {part} of {unit}");
    }

    /// <summary>The number of values of a part that comes again and again; 0 for the year.</summary>
    public static int PeriodOf(DatePart part) => part switch
    {
        DatePart.Month => 12,
        DatePart.DayOfMonth => 31,
        DatePart.DayOfYear => 366,
        DatePart.DayOfWeek => 7,
        DatePart.Hour => 24,
        DatePart.Minute => 60,
        _ => 0,
    };

    DateTime? DateOf(float value)
    {
        var ticks = DateTime.UnixEpoch.Ticks + value * (double)(unit switch
        {
            DateUnit.Days => TimeSpan.TicksPerDay,
            DateUnit.Hours => TimeSpan.TicksPerHour,
            DateUnit.Minutes => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerSecond,
        });
        return ticks >= 0 && ticks < DateTime.MaxValue.Ticks
            ? new DateTime((long)Math.Round(ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond) : null;
    }

    static DateTime? DateOf(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date) ? date : null;

    float Of(DateTime? known)
    {
        if (known is not { } date) return float.NaN;
        var value = part switch
        {
            DatePart.Year => date.Year,
            DatePart.Month => date.Month,
            DatePart.DayOfMonth => date.Day,
            DatePart.DayOfYear => date.DayOfYear,
            DatePart.DayOfWeek => ((int)date.DayOfWeek + 6) % 7,
            DatePart.Hour => date.Hour,
            _ => date.Minute,
        };
        var angle = 2 * Math.PI * value / Math.Max(1, PeriodOf(part));
        return form == DateForm.Sine ? (float)Math.Sin(angle) : form == DateForm.Cosine ? (float)Math.Cos(angle) : value;
    }
}
