using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;

namespace DistributedML.Models.Tables;

/// <summary>A column of a batch, whatever its type, as numbers and texts.</summary>
abstract class ArrowColumn
{
    /// <summary>How the values are read unless the definition says otherwise.</summary>
    public abstract FeatureForm Form { get; }

    /// <summary>A row's number; NaN where it has none.</summary>
    /// <exception cref="TableException">The column holds texts.</exception>
    public virtual double Number(int row) => throw new TableException("holds texts; expected numbers");

    /// <summary>A row's value: string, double, long, bool or DateTime; null where it has none.</summary>
    public abstract object? Value(int row);

    /// <summary>Whether a row has no value, or one that is no number.</summary>
    public virtual bool IsMissing(int row) => Value(row) is null;

    /// <summary>A row's value as a text; null where it has none.</summary>
    public virtual string? Text(int row) => Value(row) is { } value ? TextOf(value) : null;

    /// <summary>A value as a text, the same wherever it comes from.</summary>
    public static string TextOf(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime time => time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A reader of a column.</summary>
    /// <param name="array">The column.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="texts">Where texts are kept that come again.</param>
    /// <exception cref="TableException">The type is none that features may have.</exception>
    public static ArrowColumn Of(IArrowArray array, string name, TextPool texts) => array switch
    {
        DoubleArray values => new Numbers<double>(values, value => value),
        FloatArray values => new Numbers<float>(values, value => (double)value),
        Int64Array values => new Numbers<long>(values, value => value),
        Int32Array values => new Numbers<int>(values, value => (long)value),
        Int16Array values => new Numbers<short>(values, value => (long)value),
        Int8Array values => new Numbers<sbyte>(values, value => (long)value),
        UInt64Array values => new Numbers<ulong>(values, value => (double)value),
        UInt32Array values => new Numbers<uint>(values, value => (long)value),
        UInt16Array values => new Numbers<ushort>(values, value => (long)value),
        UInt8Array values => new Numbers<byte>(values, value => (long)value),
        Decimal128Array values => new Others(FeatureForm.Number, row => values.GetValue(row) is { } value ? (double)value : null),
        BooleanArray values => new Truths(values),
        StringArray values => new Texts(values, texts),
        Date32Array values => new Others(FeatureForm.Date, row => values.GetValue(row) is { } days ? EpochTime.Day(days).ToDateTime(default) : null),
        TimestampArray values => Times(values),
        NullArray => new Others(FeatureForm.Number, _ => null),
        _ => throw new TableException($"'{name}' is {array.Data.DataType.Name}; expected numbers, texts, true and false, dates or timestamps"),
    };

    static Others Times(TimestampArray values)
    {
        var ticks = ((TimestampType)values.Data.DataType).Unit switch
        {
            TimeUnit.Second => TimeSpan.TicksPerSecond,
            TimeUnit.Millisecond => TimeSpan.TicksPerMillisecond,
            TimeUnit.Microsecond => TimeSpan.TicksPerMicrosecond,
            _ => 0L,
        };
        return new(FeatureForm.Date, row => values.IsNull(row) ? null
            : new DateTime(DateTime.UnixEpoch.Ticks + (ticks == 0 ? values.Values[row] / 100 : values.Values[row] * ticks)));
    }

    sealed class Numbers<T>(PrimitiveArray<T> values, Func<T, object> box) : ArrowColumn where T : struct, INumberBase<T>
    {
        readonly bool _hasNulls = values.NullCount > 0;

        public override FeatureForm Form => FeatureForm.Number;

        public override bool IsMissing(int row) => double.IsNaN(Number(row));

        public override double Number(int row) => _hasNulls && values.IsNull(row) ? double.NaN : double.CreateTruncating(values.Values[row]);

        public override object? Value(int row) => values.IsNull(row) ? null : box(values.Values[row]);
    }

    sealed class Others(FeatureForm form, Func<int, object?> value) : ArrowColumn
    {
        public override FeatureForm Form => form;

        public override double Number(int row) => value(row) switch
        {
            null => double.NaN,
            double number => number,
            _ => throw new TableException("holds dates; expected numbers"),
        };

        public override object? Value(int row) => value(row);
    }

    sealed class Truths(BooleanArray values) : ArrowColumn
    {
        static readonly object True = true, False = false;

        public override FeatureForm Form => FeatureForm.Number;

        public override bool IsMissing(int row) => values.IsNull(row);

        public override double Number(int row) => values.GetValue(row) is { } truth ? truth ? 1 : 0 : double.NaN;

        public override object? Value(int row) => values.GetValue(row) is { } truth ? truth ? True : False : null;
    }

    sealed class Texts(StringArray values, TextPool texts) : ArrowColumn
    {
        public override FeatureForm Form => FeatureForm.Category;

        public override bool IsMissing(int row) => values.IsNull(row);

        public override object? Value(int row) => Text(row);

        public override string? Text(int row) => values.IsNull(row) ? null : texts.Get(values.GetBytes(row));
    }
}
