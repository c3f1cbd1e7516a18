using Microsoft.Spark;

namespace DistributedML.Tests.Spark.Connect;

public class SparkExceptionTests(SparkServer server)
{
    [Fact]
    public async Task An_error_of_SQL_has_its_class_state_place_and_near_names()
    {
        await using var session = await server.SessionAsync();
        var error = await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(session, "select nam from values (1, 'a') as t(id, name)", TestContext.Current.CancellationToken));
        Assert.Equal("UNRESOLVED_COLUMN.WITH_SUGGESTION", error.ErrorClass);
        Assert.Equal("42703", error.SqlState);
        Assert.Contains("`name`", error.Message);
        Assert.Contains("`name`", error.MessageParameters["proposal"]);
        var place = Assert.Single(error.QueryContexts);
        Assert.Equal((7, 9, "nam"), (place.StartIndex, place.StopIndex, place.Fragment));
        Assert.Contains(error.ServerTypes, type => type.EndsWith("AnalysisException"));

        var syntax = await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(session, "select 1 +", TestContext.Current.CancellationToken));
        Assert.Equal("PARSE_SYNTAX_ERROR", syntax.ErrorClass);
        Assert.Contains("pos 10", syntax.Message);

        var zero = await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(session, "select 1 / (id - 5) from range(10)", TestContext.Current.CancellationToken));
        Assert.Equal("DIVIDE_BY_ZERO", zero.ErrorClass);
        Assert.Equal("22012", zero.SqlState);

        var question = await Assert.ThrowsAsync<SparkException>(() => session.Client.AnalyzeAsync(ask => ask.DdlParse = new() { DdlString = "a nothing" }, TestContext.Current.CancellationToken));
        Assert.Equal("UNSUPPORTED_DATATYPE", question.ErrorClass);
    }

    [Fact]
    public async Task An_error_while_rows_are_read_has_its_causes()
    {
        await using var session = await server.SessionAsync();
        var error = await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(session, "select raise_error('row ' || id) from range(3) where id = 2", TestContext.Current.CancellationToken));
        Assert.Equal("USER_RAISED_EXCEPTION", error.ErrorClass);
        Assert.Contains("row 2", error.Message);
        Assert.NotNull(error.InnerException);
    }
}
