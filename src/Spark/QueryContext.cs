namespace Microsoft.Spark;

/// <summary>A place in a query that an error is about.</summary>
/// <param name="ObjectType">What holds the place, for example <c>VIEW</c>; empty for the query itself.</param>
/// <param name="ObjectName">The name of that object; empty for the query itself.</param>
/// <param name="StartIndex">The place's first character in the SQL text, from 0; -1 where it is none of SQL.</param>
/// <param name="StopIndex">The place's last character in the SQL text, from 0; -1 where it is none of SQL.</param>
/// <param name="Fragment">The text at the place: SQL, or the call of a DataFrame's method.</param>
/// <param name="CallSite">The line of the program that made the call; empty for SQL.</param>
/// <param name="Summary">Spark's own description of the place.</param>
public sealed record QueryContext(string ObjectType, string ObjectName, int StartIndex, int StopIndex, string Fragment, string CallSite, string Summary);
